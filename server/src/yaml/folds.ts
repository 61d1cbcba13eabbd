import type { Fold } from '../core/features.js';
import type { Span } from '../core/text.js';
import type { YamlComment, YamlStream } from './tree.js';
import { visitYaml } from './walk.js';

/** Folds entries, items and block texts over several lines, runs of comment lines, and `# region` to `# endregion`. */
export function yamlFolds(text: string, stream: YamlStream): readonly Fold[] {
  const found: Fold[] = [];
  const lines = new Set<number>();
  const add = (span: Span, kind: Fold['kind']): void => {
    let { end } = span;
    while (end > span.start && /\s/.test(text[end - 1] ?? '')) end--;
    const newline = text.indexOf('\n', span.start);
    // Of several things that begin on one line, the outermost folds.
    if (newline === -1 || newline >= end || lines.has(newline)) return;
    lines.add(newline);
    found.push({ span: { start: span.start, end }, kind });
  };
  for (const { root, comments } of stream.documents) {
    visitYaml(root, {
      entry: (entry) => add(entry, undefined),
      seq: ({ items }) => {
        for (const item of items) add(item, undefined);
      },
    });
    addComments(text, comments, add);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function addComments(
  text: string,
  comments: readonly YamlComment[],
  add: (span: Span, kind: Fold['kind']) => void,
): void {
  let first: YamlComment | undefined;
  let last: YamlComment | undefined;
  const open: number[] = [];
  const close = (): void => {
    if (first && last && first !== last) add({ start: first.start, end: last.end }, 'comment');
  };
  for (const comment of comments) {
    if (!comment.ownLine) continue;
    // `# region name` … `# endregion`, as editors know them from other languages.
    if (/^#?region\b/.test(comment.text)) open.push(comment.start);
    else if (/^#?endregion\b/.test(comment.text)) {
      const start = open.pop();
      if (start !== undefined) add({ start, end: comment.end }, 'region');
    }
    if (!last || !/^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start))) {
      close();
      first = comment;
    }
    last = comment;
  }
  close();
}
