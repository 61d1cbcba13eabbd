import type { FeatureContext, InlayHint } from '../../../core/features.js';
import { basename } from '../../../core/path.js';
import { overlaps, type Span } from '../../../core/text.js';
import { allVariablesIn } from '../../../dotenv/interpolation.js';
import { isSecretName } from '../../../secrets/names.js';
import type { ComposeDocument } from '../document.js';
import { overruling } from '../model/effective.js';
import { ownLayers } from '../model/own-layers.js';
import { type Project, projectOf } from '../model/project.js';
import type { Text, Value } from '../model/value.js';
import { withoutPassword } from '../model/variable-facts.js';
import { dependencyHints } from './dependency-hints.js';

const longest = 60;

/** Values behind variables, values that other files put in place of those here, and what services wait for besides. */
export function hints(context: FeatureContext<ComposeDocument>, within: Span): readonly InlayHint[] {
  const { document, path, files } = context;
  const project = projectOf(document, path, files);
  const found: InlayHint[] = [];
  for (const root of ownLayers(project)) {
    for (const [text, keys] of textsBelow(root, [], within)) {
      const hint = overridden(project, text, keys) ?? expanded(text);
      if (hint) found.push(hint);
    }
  }
  found.push(...dependencyHints(document, project, within));
  return found.sort((a, b) => a.offset - b.offset);
}

/** The scalars below a value in a part of the file, with the keys that lead to those that no list holds. */
function* textsBelow(
  value: Value | undefined,
  keys: readonly string[] | undefined,
  within: Span,
): Iterable<readonly [Text, readonly string[] | undefined]> {
  if (!value || !overlaps({ start: value.span.start - 1, end: value.span.end + 1 }, within)) return;
  if (value.kind === 'text') yield [value, keys];
  else if (value.kind === 'list') for (const item of value.items) yield* textsBelow(item, undefined, within);
  else
    for (const { key, value: inner } of value.members.values())
      yield* textsBelow(inner, keys && [...keys, key], within);
}

function overridden(project: Project, text: Text, keys: readonly string[] | undefined): InlayHint | undefined {
  const other = keys && overruling(project, keys, text);
  if (!other) return undefined;
  const secret = isSecretName(keys[keys.length - 1] ?? '');
  return {
    offset: text.span.end,
    label: `→ ${secret ? '…' : short(withoutPassword(other.text))}`,
    tooltip: `Set in ${basename(other.file.path)}`,
    paddingLeft: true,
    kind: 'type',
    setting: 'values',
  };
}

function expanded({ raw, text, node }: Text): InlayHint | undefined {
  if (text === undefined || text === '' || text === raw || node.style === 'literal' || node.style === 'folded')
    return undefined;
  const { variables } = allVariablesIn(raw);
  if (variables.length === 0 || variables.some(({ name }) => isSecretName(name))) return undefined;
  return {
    offset: node.end,
    label: `= ${short(withoutPassword(text))}`,
    tooltip: 'With the values of the env files and the defaults written here',
    paddingLeft: true,
    kind: 'type',
    setting: 'values',
  };
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat;
}
