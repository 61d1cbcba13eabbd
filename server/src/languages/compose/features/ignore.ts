import type { FeatureContext, IgnoreAction } from '../../../core/features.js';
import { ignoreHere } from '../../../yaml/ignore.js';
import type { ComposeDocument } from '../document.js';

/** The ways to silence a finding: ours first, then those of the tools that report the same. */
export function ignore(
  { document, text }: FeatureContext<ComposeDocument>,
  rule: string,
  aliases: readonly string[],
  at: { readonly start: number },
): readonly IgnoreAction[] {
  const names = aliases.filter((alias) => alias.startsWith('dclint:')).map((alias) => alias.slice('dclint:'.length));
  const peer = { peer: 'dclint', names, directive: (list: string) => `# dclint disable-line ${list}`, joint: ' ' };
  return ignoreHere(text, document.stream, rule, at.start, names.length > 0 ? [peer] : []);
}
