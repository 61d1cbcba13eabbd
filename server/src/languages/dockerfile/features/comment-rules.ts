import type { FeatureContext } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';

/** The rule that a word of a comment names, ours or a peer's. */
export function findRuleName(
  context: FeatureContext<Dockerfile>,
  comment: Span,
  offset: number,
): { readonly span: Span; readonly rule: string } | undefined {
  const text = context.text.slice(comment.start, comment.end);
  if (!/ignore|skip|disable/.test(text)) return undefined;
  for (const match of text.matchAll(/[\w/-]+/g)) {
    const start = comment.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const rule = ruleNamed(context, match[0]);
    if (rule !== undefined) return { span: { start, end }, rule };
  }
  return undefined;
}

function ruleNamed({ rules }: FeatureContext<Dockerfile>, name: string): string | undefined {
  for (const id of [name, `dockerfile/${name}`]) if (rules.has(id)) return id;
  for (const rule of rules.values()) {
    if (rule.peers.some((peer) => peer.slice(peer.indexOf(':') + 1) === name)) return rule.id;
  }
  return undefined;
}
