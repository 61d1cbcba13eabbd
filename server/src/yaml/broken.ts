import { lineStart, type Span } from '../core/text.js';
import type { YamlDocument, YamlNode, YamlProblem } from './tree.js';

/**
 * Where nothing can be said of what a document has, as it is not read as it was meant: the lines of what is wrong as YAML,
 * and what stands below a section, as a service or a job does, that it is in.
 */
export function brokenSpans(text: string, document: YamlDocument): readonly Span[] {
  return document.problems.flatMap((problem) => brokenBy(problem, text, document));
}

/** What of it one problem breaks. */
export function brokenBy(problem: YamlProblem, text: string, { root }: YamlDocument): readonly Span[] {
  const inside = (node: YamlNode | undefined) =>
    node?.kind === 'map'
      ? node.entries.find(({ start, end }) => start <= problem.start && problem.start <= end)
      : undefined;
  const newline = text.indexOf('\n', problem.end);
  const line = { start: lineStart(text, problem.start), end: newline === -1 ? text.length + 1 : newline + 1 };
  const part = inside(inside(root)?.value);
  return part ? [line, { start: part.start, end: part.end }] : [line];
}
