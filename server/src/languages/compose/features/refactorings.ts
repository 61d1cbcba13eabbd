import type { FeatureContext, Refactoring } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import { type ChainLink, chainAt } from '../../../yaml/chain.js';
import type { ComposeDocument } from '../document.js';
import { toAnchor } from './refactor-anchor.js';
import { dependsOnForm } from './refactor-depends-on.js';
import { toEnvFile } from './refactor-env.js';
import { mountForm, portForm } from './refactor-forms.js';

export type Context = FeatureContext<ComposeDocument>;

/** A link of the way to the cursor, and what the whole refactoring needs. */
export interface Target {
  readonly context: Context;
  readonly link: ChainLink;
  /** The keys behind `services` and the service. */
  readonly keys: readonly (string | number)[];
  readonly service: string;
}

/** Changes that the user may choose; each leaves what the file means as it is. */
export function refactorings(context: Context, at: Span): readonly Refactoring[] {
  const chain = chainAt(context.document.stream, at.start);
  const [, section, service] = chain;
  if (section?.key !== 'services' || typeof service?.key !== 'string') return [];
  const found: Refactoring[] = [];
  chain.slice(3).forEach((link, i) => {
    const keys = chain.slice(3, i + 4).map(({ key }) => key ?? '');
    const target: Target = { context, link, keys, service: String(service.key) };
    const [first] = keys;
    if (keys.length === 1 && first === 'depends_on') found.push(...dependsOnForm(target));
    if (keys.length === 2 && first === 'ports') found.push(...portForm(target));
    if (keys.length === 2 && first === 'volumes') found.push(...mountForm(target));
    if (keys.length === 2 && first === 'environment') found.push(...toEnvFile(target));
    if (keys.length === 3 && first === 'build' && keys[1] === 'args') found.push(...toEnvFile(target));
    found.push(...toAnchor(target));
  });
  return found;
}

export function refused(title: string, kind: Refactoring['kind'], disabled: string): readonly Refactoring[] {
  return [{ title, kind, edits: [], disabled }];
}

/** Whether a comment stands in a part of the file, which a change of form would lose. */
export function holdsComment({ document }: Context, { start, end }: Span): boolean {
  return document.stream.documents.some(({ comments }) =>
    comments.some((comment) => comment.start >= start && comment.end <= end),
  );
}
