import type { Range, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../../core/features.js';
import { positionAt } from '../../core/text.js';
import type { Subject } from './answers.js';

/** Semantic tokens as the protocol has them: five numbers each, relative to the token before. */
export function tokens({ language, context, lines }: Subject, range?: Range): SemanticTokens {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { span, type, modifiers } of language.features.tokens?.(context) ?? []) {
    const { line, character } = positionAt(lines, span.start);
    if (range && (line < range.start.line || line > range.end.line)) continue;
    const flags = (modifiers ?? []).reduce((bits, modifier) => bits | (1 << tokenModifiers.indexOf(modifier)), 0);
    data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
    data.push(span.end - span.start, tokenTypes.indexOf(type), flags);
    lastLine = line;
    lastCharacter = character;
  }
  return { data };
}

/** The tokens that were sent last for each document, so that an edit sends only what it changed. */
export class TokenHistory {
  private readonly last = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  private count = 0;

  full(uri: string, { data }: SemanticTokens): SemanticTokens {
    return { resultId: this.remember(uri, data), data };
  }

  delta(uri: string, previous: string, { data }: SemanticTokens): SemanticTokens | SemanticTokensDelta {
    const before = this.last.get(uri);
    const resultId = this.remember(uri, data);
    if (before?.id !== previous) return { resultId, data };
    return { resultId, edits: difference(before.data, data) };
  }

  forget(uri: string): void {
    this.last.delete(uri);
  }

  private remember(uri: string, data: readonly number[]): string {
    const id = String(++this.count);
    this.last.set(uri, { id, data });
    return id;
  }
}

/** One edit from the first to the last number that differs. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const deleteCount = before.length - tail - start;
  const data = after.slice(start, after.length - tail);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
