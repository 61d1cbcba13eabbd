import type { CodeLens, FeatureContext } from '../../../core/features.js';
import type { ComposeDocument } from '../document.js';
import { type Names, type NameUse, namesOf } from '../model/names.js';

/** Above each name that services use: how many of them, and where. */
export function lenses(context: FeatureContext<ComposeDocument>): readonly CodeLens[] {
  const names = namesOf(context.document, context.path, context.files);
  const found: CodeLens[] = [];
  for (const definition of names.in(context.path)) {
    const { role, kind, span } = definition;
    if (role !== 'definition' || kind === 'profile' || kind === 'anchor' || kind === 'variable') continue;
    const uses = names.same(definition).filter((use) => use.role === 'use');
    const count = usersOf(uses, names).size;
    if (count === 0) continue;
    found.push({
      span,
      title: count === 1 ? 'used by 1 service' : `used by ${count} services`,
      references: uses.map((use) =>
        use.path === context.path ? { span: use.span } : { path: use.path, span: use.span },
      ),
      setting: 'references',
    });
  }
  return found;
}

/** The services in which uses stand. */
export function usersOf(uses: readonly NameUse[], names: Names): ReadonlySet<string> {
  return new Set(uses.flatMap((use) => names.ownerOf(use) ?? []));
}
