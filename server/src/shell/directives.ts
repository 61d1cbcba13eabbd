import { forEachChild, type SyntaxNode } from 'unbash';
import type { ShellReading } from './read.js';

interface Range {
  readonly pos: number;
  readonly end: number;
}

/** `# shellcheck disable=…` in a script. Offsets are those of its text. */
export interface ShellDirective extends Range {
  /** Codes as written, or `all`. */
  readonly names: readonly string[];
  /** What it holds for: the command after it, or the whole script where it stands before the first one. */
  readonly scope: Range;
}

/** What such a comment says, without its `#`; the codes are in the group `names`. */
export const shellcheckDisable: RegExp = /^shellcheck\s+(?:.*\s)?disable=(?<names>[A-Za-z0-9,-]+)/;

/** The directives of ShellCheck in a script that switch checks off. */
export function shellDirectives({ text, script }: ShellReading): readonly ShellDirective[] {
  if (!text.includes('shellcheck')) return [];
  const found: ShellDirective[] = [];
  for (const line of text.matchAll(/^[ \t]*#[ \t]*(shellcheck\s.*)$/gm)) {
    const names = shellcheckDisable.exec(line[1] ?? '')?.groups?.names;
    const end = line.index + line[0].length;
    const scope = names === undefined ? undefined : scopeAfter(script, text, end);
    if (names === undefined || !scope) continue;
    found.push({ pos: line.index + line[0].indexOf('#'), end, names: names.split(','), scope });
  }
  return found;
}

function scopeAfter(root: ShellReading['script'], text: string, pos: number): Range | undefined {
  const first = root.commands[0];
  if (first && pos <= first.pos) return { pos: 0, end: text.length };
  let best: SyntaxNode | undefined;
  const visit = (node: SyntaxNode): void => {
    if (node.end < pos) return;
    if (node.type === 'Statement' && node.pos >= pos) {
      if (!best || node.pos < best.pos) best = node;
      return;
    }
    forEachChild(node, visit);
  };
  visit(root);
  return best && { pos: best.pos, end: best.end };
}
