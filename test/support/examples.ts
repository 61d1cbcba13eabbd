import { applyEdits } from '../../server/src/core/edit.js';
import type { Finding } from '../../server/src/core/finding.js';
import type { Example, Rule } from '../../server/src/core/rule.js';
import type { Span } from '../../server/src/core/text.js';
import { createService } from '../../server/src/service.js';
import { type FileSource, recordFiles } from '../../server/src/workspace/files.js';

/** Takes the marks out of a text: `‹here›` becomes `here` and a span. */
export function unmark(text: string): { text: string; spans: Span[] } {
  let clean = '';
  const open: number[] = [];
  const spans: Span[] = [];
  for (const c of text) {
    if (c === '‹') open.push(clean.length);
    else if (c === '›') spans.push({ start: open.pop() ?? 0, end: clean.length });
    else clean += c;
  }
  return { text: clean, spans: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The path that an example's text stands at when it names none. */
const defaultPaths: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  compose: 'compose.yaml',
  github: '.github/workflows/ci.yml',
  kubernetes: 'manifest.yaml',
  config: '.platform-builder.yaml',
  env: '.env',
};

/** All files of an example, by path; and the path of its text. */
export function filesOf(rule: Rule, example: Example, text: string): { path: string; all: Record<string, string> } {
  const path = example.path ?? defaultPaths[rule.language] ?? 'file';
  return { path, all: { ...example.files, [path]: text } };
}

/**
 * Findings of one rule over one text, all other rules off. A rule that throws makes the test fail.
 *
 * @param disk where the files of the example stand on disk, by their paths; without it, they are held in memory
 */
export async function findingsOf(
  rule: Rule,
  example: Example,
  text: string,
  disk?: { readonly folder: string; readonly files: FileSource },
): Promise<readonly Finding[]> {
  const { path, all } = filesOf(rule, example, text);
  const placed = (one: string): string => (disk ? `${disk.folder}/${one}` : one);
  const service = createService({
    files: disk?.files ?? recordFiles(all),
    log: {
      info() {},
      warn() {},
      ruleFailed(name, _path, error) {
        throw new Error(`${name} threw`, { cause: error });
      },
    },
    today: () => example.today ?? '2026-06-01',
  });
  service.configure({
    profile: 'all',
    rules: new Map([[rule.id, { level: undefined, options: example.options }]]),
    kubernetesVersion: example.kubernetesVersion,
  });
  for (const [other, content] of Object.entries(all)) await service.index(placed(other), content);
  service.indexed(true);
  const result = await service.checkText(placed(path), text);
  return (result?.findings ?? []).filter((finding) => finding.rule === rule.id);
}

/** The text after the first fix of each finding, without what those change in other files. */
export function fixed(text: string, findings: readonly Finding[]): string {
  return applyEdits(
    text,
    findings.flatMap((finding) => finding.fixes[0]?.edits ?? []).filter(({ path }) => path === undefined),
  );
}

/** Shows findings in a text by marks, for readable differences. */
export function mark(text: string, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ start, end }) => [
    { at: start, order: 1, mark: '‹' },
    { at: end, order: start === end ? 2 : 0, mark: '›' },
  ]);
  let shown = text;
  for (const { at, mark: sign } of marks.sort((a, b) => b.at - a.at || b.order - a.order)) {
    shown = shown.slice(0, at) + sign + shown.slice(at);
  }
  return shown;
}
