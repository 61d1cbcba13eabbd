import { once } from '../../../core/memo.js';
import { overlaps, type Span } from '../../../core/text.js';
import { brokenBy } from '../../../yaml/broken.js';
import { type GithubDocument, mainDocument } from '../document.js';

/** Where a file is not read as it was meant, as something in it is no YAML. */
export interface Broken {
  /** The lines that are wrong. */
  readonly lines: readonly Span[];
  /** Those lines and the jobs, or other parts, that they are in. */
  readonly parts: readonly Span[];
  /** Where something begins that never ends, and takes all that follows with it. */
  readonly openFrom: number;
}

/** Of what an alias of nothing stands for, nothing is said anyway. */
export const brokenIn: (document: GithubDocument) => Broken = once((document) => {
  const main = mainDocument(document) ?? document.stream.documents[0];
  const problems = main?.problems.filter(({ kind }) => kind !== 'unknown-alias') ?? [];
  if (!main || problems.length === 0) return { lines: [], parts: [], openFrom: Infinity };
  const spans = problems.map((problem) => brokenBy(problem, document.text, main));
  return {
    lines: spans.flatMap(([line]) => line ?? []),
    parts: spans.flat(),
    openFrom: Math.min(...problems.map(({ kind, start }) => (kind === 'unclosed' ? start : Infinity))),
  };
});

/**
 * Whether what is found at a place may be nothing but a consequence of what is no YAML: anything on the very lines, and that
 * GitHub refuses something in what they are part of.
 */
export function isDoubtful(document: GithubDocument, at: Span, isError: boolean): boolean {
  const { lines, parts, openFrom } = brokenIn(document);
  if (lines.length === 0) return false;
  // What has no length stands between two characters.
  const span = { start: at.start, end: Math.max(at.end, at.start + 1) };
  if (lines.some((line) => overlaps(line, span))) return true;
  return isError && (span.end > openFrom || parts.some((part) => overlaps(part, span)));
}

/** What `isDoubtful` says within a stretch of the file, as a text that is equal where it says the same. */
export function doubtIn(document: GithubDocument, { start, end }: Span): string {
  const { lines, parts, openFrom } = brokenIn(document);
  if (lines.length === 0) return '';
  const inside = (spans: readonly Span[]): readonly number[] =>
    spans.flatMap((span) => (overlaps(span, { start, end }) ? [span.start - start, span.end - start] : []));
  return JSON.stringify([inside(lines), inside(parts), openFrom < end && openFrom - start]);
}
