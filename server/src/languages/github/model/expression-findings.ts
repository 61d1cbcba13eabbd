import { replace, type TextEdit } from '../../../core/edit.js';
import type { ExprFinding } from '../../../expr/check.js';
import type { ExpressionIn } from '../rule.js';
import type { ExpressionUse } from './expressions.js';
import { escapedIn } from './nodes.js';

type Of<K extends ExprFinding['kind']> = Extract<ExprFinding, { readonly kind: K }>;

/** What checking an expression finds of one kind; rules of one row each choose theirs. */
export function findingsOf<K extends ExprFinding['kind']>({ checked }: ExpressionIn, kind: K): readonly Of<K>[] {
  return (checked()?.findings ?? []).filter((finding): finding is Of<K> => finding.kind === kind);
}

/** Replaces a part of an expression; `text` is what the expression then says, without regard to the scalar's own quotes. */
export function replaceIn(
  use: ExpressionUse,
  at: { readonly start: number; readonly end: number },
  text: string,
): TextEdit {
  return replace(use.span(at), inScalar(use, text));
}

/** A text as it is written in the scalar of an expression. */
export function inScalar({ scalar }: ExpressionUse, text: string): string {
  return escapedIn(scalar, text);
}
