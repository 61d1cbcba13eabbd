import { insert } from '../core/edit.js';
import type { IgnoreAction } from '../core/features.js';
import { lineEnding, lineStart } from '../core/text.js';
import type { YamlComment, YamlDocument, YamlScalar } from './tree.js';
import { visitYaml } from './walk.js';

/** How another tool spells that rules do not hold for the next line. */
export interface PeerDirective {
  readonly peer: string;
  readonly names: readonly string[];
  readonly directive: (names: string) => string;
  /** What stands between names. */
  readonly joint: string;
}

/** What is needed of a file to tell on which lines a comment may stand. */
interface Lines {
  readonly documents: readonly Pick<YamlDocument, 'comments' | 'root' | 'start' | 'end'>[];
}

/** The ways to silence a finding of a rule at a place: in our words, in those of peers, and for the whole file. */
export function ignoreHere(
  text: string,
  stream: Lines,
  rule: string,
  offset: number,
  peers: readonly PeerDirective[],
): readonly IgnoreAction[] {
  const eol = lineEnding(text);
  const comments = stream.documents.flatMap((document) => document.comments);
  const actions: IgnoreAction[] = [];
  const place = lineToSilence(text, stream, offset);
  const indent = /^[ \t]*/.exec(text.slice(place, place + 200))?.[0] ?? '';
  const above = commentAbove(text, comments, place);
  const own = above && /^#\s*platform-builder:\s*ignore\[[^\]\n]*/.exec(text.slice(above.start, above.end));
  // A tool that reads the line right above goes on finding its own directive there; ours may stand further up.
  const other = above && peerDirective.test(text.slice(above.start, above.end));
  const free = above && other ? lineStart(text, above.start) : place;
  actions.push({
    title: `Ignore ${rule} here`,
    edits: [
      own && above
        ? insert(above.start + own[0].length, `, ${rule}`)
        : insert(free, `${indent}# platform-builder: ignore[${rule}]${eol}`),
    ],
  });
  // What holds for a line does not reach into a text that begins on it.
  const isLine = place === lineStart(text, Math.min(offset, text.length));
  for (const { peer, names, directive, joint } of isLine ? peers : []) {
    const list = names.join(joint);
    const line = above && text.slice(above.start, above.end);
    const begin = directive('').trimEnd();
    const joined = above && line?.startsWith(begin) && line.length > begin.length;
    actions.push({
      title: `Ignore here in the words of ${peer} (${list})`,
      edits: [joined && above ? insert(above.end, joint + list) : insert(place, `${indent}${directive(list)}${eol}`)],
    });
  }
  const top = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  actions.push({
    title: `Ignore ${rule} in this file`,
    edits: [insert(afterDirectives(text, top), `# platform-builder: ignore-file[${rule}]${eol}`)],
  });
  return actions;
}

const peerDirective = /^#\s*(?:dclint|kics-scan|nosemgrep|nosec|checkov|trivy)\b/;

/** Comments may stand before `%YAML` lines, but stay clear of them. */
function afterDirectives(text: string, top: number): number {
  const match = /^(?:%[^\n]*\n)*(?:---[ \t]*\r?\n)?/.exec(text.slice(top));
  return top + (text.charAt(top) === '%' ? (match?.[0].length ?? 0) : 0);
}

/**
 * The start of the line of an offset, where a comment can stand above it; inside of a text over several lines it would be
 * part of that, so that it stands above the line on which the text begins.
 */
function lineToSilence(text: string, stream: Lines, offset: number): number {
  const place = lineStart(text, Math.min(offset, text.length));
  let inside: YamlScalar | undefined;
  for (const { root, start, end } of stream.documents) {
    if (start > place || end < place) continue;
    visitYaml(root, {
      scalar(scalar) {
        if (scalar.start < place && place < scalar.end) inside = scalar;
      },
    });
  }
  return inside ? lineStart(text, inside.start) : place;
}

/** The comment on the line right above. */
function commentAbove(text: string, comments: readonly YamlComment[], line: number): YamlComment | undefined {
  const before = line - (text.charAt(line - 2) === '\r' ? 2 : 1);
  return comments.find(({ ownLine, end }) => ownLine && end === before);
}
