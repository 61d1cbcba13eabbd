import type { Span } from './text.js';

/** Replaces `span` of a file's text. `path` is set only where the edit is to another file than the one that was checked. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
  readonly path?: string;
}

export function replace(span: Span, text: string): TextEdit {
  return { span: { start: span.start, end: span.end }, text };
}

export function insert(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

export function remove(span: Span): TextEdit {
  return replace(span, '');
}

/** Applies edits to a text. Of two edits that overlap, the later one in the file is kept and the earlier dropped. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  let result = text;
  let limit = Number.POSITIVE_INFINITY;
  for (const edit of sorted) {
    if (edit.span.end > limit) continue;
    result = result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end);
    limit = edit.span.start;
  }
  return result;
}

/** The same edits with those that insert at one place made one, in their order, as editors do not agree on any. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits) {
    const at = found.findIndex((one) => isInsertion(one) && isInsertion(edit) && conflict(one, edit));
    const first = found[at];
    if (first) found[at] = { ...first, text: first.text + edit.text };
    else found.push(edit);
  }
  return found;
}

function isInsertion({ span }: TextEdit): boolean {
  return span.start === span.end;
}

export function conflict(a: TextEdit, b: TextEdit): boolean {
  if (a.path !== b.path) return false;
  // Two insertions at one place have no order that both authors meant, so they conflict as well.
  if (a.span.start === b.span.start && a.span.end === b.span.end) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
