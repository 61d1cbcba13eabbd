import { insert } from '../../../core/edit.js';
import type { FeatureContext, IgnoreAction } from '../../../core/features.js';
import { lineEnding, nextLineStart, type Span } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';

/** How each tool spells 'not here' above an instruction; `names` are the tool's bare rule names. */
const dialects: readonly {
  readonly peer: string;
  readonly directive: (names: string) => string;
  readonly pattern: RegExp | undefined;
}[] = [
  {
    peer: 'hadolint',
    directive: (names) => `# hadolint ignore=${names}`,
    pattern: /^#\s*hadolint\s+ignore\s*=\s*[\w, ]*\w/,
  },
  {
    peer: 'buildkit',
    directive: (names) => `# check=skip=${names}`,
    pattern: /^#\s*check\s*=\s*skip=[\w,]*\w/,
  },
  { peer: 'trivy', directive: (names) => `#trivy:ignore:${names}`, pattern: undefined },
  { peer: 'checkov', directive: (names) => `# checkov:skip=${names}`, pattern: undefined },
];

/** The ways to silence a finding: ours first, then those of the tools that report the same. */
export function ignore(
  context: FeatureContext<Dockerfile>,
  rule: string,
  aliases: readonly string[],
  at: Span,
): readonly IgnoreAction[] {
  const { document, text } = context;
  const eol = lineEnding(text);
  const instruction = document.instructions.find(({ start, end }) => start <= at.start && at.start <= end);
  const top = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lastDirective = document.directives[document.directives.length - 1];
  // Our directive is an ordinary comment, and a comment would end the section of parser directives.
  const afterDirectives = lastDirective ? nextLineStart(text, lastDirective.end) : top;
  const actions: IgnoreAction[] = [];
  if (instruction) {
    const lineStart = text.lastIndexOf('\n', instruction.start - 1) + 1;
    const place = Math.max(lineStart, top);
    const indent = /^[ \t]*/.exec(text.slice(place, instruction.start))?.[0] ?? '';
    const before = instruction.comments[instruction.comments.length - 1];
    const line = before ? text.slice(before.start, before.end) : '';
    const adjacent = before !== undefined && /^\r?\n[ \t]*$/.test(text.slice(before.end, instruction.start));
    const own = /^#\s*platform-builder:\s*ignore\[[^\]]*/.exec(line);
    actions.push({
      title: `Ignore ${rule} here`,
      edits:
        adjacent && before && own
          ? [insert(before.start + own[0].length, `, ${rule}`)]
          : [insert(place, `${indent}# platform-builder: ignore[${rule}]${eol}`)],
    });
    for (const { peer, directive, pattern } of dialects) {
      const names = aliases
        .filter((alias) => alias.startsWith(`${peer}:`))
        .map((alias) => alias.slice(peer.length + 1));
      // BuildKit's parser and instruction errors are no checks, so that nothing skips them.
      const usable = peer === 'buildkit' ? names.filter((name) => /^[A-Z]/.test(name)) : names;
      if (usable.length === 0) continue;
      const list = usable.join(',');
      const existing = adjacent ? pattern?.exec(line) : undefined;
      actions.push({
        title: `Ignore here in the words of ${peer} (${list})`,
        edits:
          existing && before
            ? [insert(before.start + existing[0].length, `,${list}`)]
            : [insert(place, `${indent}${directive(list)}${eol}`)],
      });
    }
  }
  actions.push({
    title: `Ignore ${rule} in this file`,
    edits: [insert(afterDirectives, `# platform-builder: ignore-file[${rule}]${eol}`)],
  });
  return actions;
}
