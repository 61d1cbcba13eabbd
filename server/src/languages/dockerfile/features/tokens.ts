import type { FeatureContext, SemanticToken, TokenModifier, TokenType } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { scriptsOf } from '../model/script.js';
import { stageUses } from '../model/stage-uses.js';
import { variableUses } from '../model/variable-uses.js';
import type { Instruction } from '../syntax/tree.js';
import { shellTokens } from './shell-tokens.js';

/** Takes pieces in any order and gives them in the file's order, on one line each, none over another. */
class TokenCollector {
  private readonly tokens: SemanticToken[] = [];

  add(span: Span, type: TokenType, ...modifiers: readonly TokenModifier[]): void {
    if (span.end > span.start) this.tokens.push({ span: { start: span.start, end: span.end }, type, modifiers });
  }

  /** Shorter pieces inside of longer ones win, and split them. */
  finish(text: string): SemanticToken[] {
    const sorted = this.tokens
      .flatMap((token) => byLine(text, token))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    const found: SemanticToken[] = [];
    const open: SemanticToken[] = [];
    let at = 0;
    const emitUntil = (end: number): void => {
      while (open.length > 0) {
        const top = open[open.length - 1];
        if (!top) return;
        const stop = Math.min(top.span.end, end);
        if (stop > at) found.push({ ...top, span: { start: Math.max(at, top.span.start), end: stop } });
        at = Math.max(at, stop);
        if (top.span.end > end) return;
        open.pop();
      }
    };
    for (const token of sorted) {
      emitUntil(token.span.start);
      at = Math.max(at, token.span.start);
      open.push(token);
    }
    emitUntil(Number.POSITIVE_INFINITY);
    return found.filter((token) => token.span.end > token.span.start);
  }
}

function byLine(text: string, token: SemanticToken): SemanticToken[] {
  const { start, end } = token.span;
  const pieces: SemanticToken[] = [];
  let from = start;
  while (from < end) {
    const newline = text.indexOf('\n', from);
    const stop = newline === -1 || newline >= end ? end : newline;
    const last = text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    // Indentation belongs to no token.
    const first = from + (/^[ \t]*/.exec(text.slice(from, last))?.[0].length ?? 0);
    if (last > first) pieces.push({ ...token, span: { start: first, end: last } });
    from = stop + 1;
  }
  return pieces;
}

export function tokens(context: FeatureContext<Dockerfile>): readonly SemanticToken[] {
  const { document, text } = context;
  const into = new TokenCollector();
  for (const directive of document.directives) {
    into.add({ start: directive.start, end: directive.end }, 'comment');
    into.add(directive.name, 'macro');
    into.add(directive.value, 'string');
  }
  for (const comment of document.comments) into.add(comment, 'comment');
  for (const instruction of document.instructions) {
    addInstruction(document, instruction, into);
    if (instruction.kind === 'ONBUILD' && instruction.instruction) {
      addInstruction(document, instruction.instruction, into);
    }
  }
  // Last, as of two pieces at one place the later wins: a stage's name is more than an image or a flag's value.
  for (const use of stageUses(document)) {
    if (!use.byIndex) into.add(use, 'namespace', ...(use.role === 'definition' ? (['declaration'] as const) : []));
  }
  for (const use of variableUses(document)) {
    if (use.role !== 'shell')
      into.add(use, 'variable', ...(use.role === 'definition' ? (['declaration'] as const) : []));
  }
  return into.finish(text);
}

function addInstruction(document: Dockerfile, instruction: Instruction, into: TokenCollector): void {
  into.add(instruction.keyword, 'keyword', ...(instruction.kind === 'MAINTAINER' ? (['deprecated'] as const) : []));
  for (const flag of instruction.flags) {
    into.add({ start: flag.start, end: flag.name.end }, 'parameter');
    if (flag.value) into.add(flag.value, 'string');
  }
  for (const heredoc of instruction.heredocs) {
    into.add(heredoc.opener, 'operator');
    if (heredoc.terminated) into.add({ start: heredoc.end - heredoc.name.length, end: heredoc.end }, 'operator');
  }
  switch (instruction.kind) {
    case 'FROM':
      if (instruction.image) into.add(instruction.image, 'class');
      if (instruction.as) into.add(instruction.as, 'keyword');
      break;
    case 'LABEL':
      for (const pair of instruction.pairs) into.add(pair.key, 'property');
      break;
    case 'HEALTHCHECK':
      if (instruction.type) into.add(instruction.type, 'keyword');
      break;
    case 'EXPOSE':
      for (const word of instruction.words) if (/^\d/.test(word.text)) into.add(word, 'number');
      break;
    default:
  }
  if (instruction.kind === 'ARG' || instruction.kind === 'ENV' || instruction.kind === 'LABEL') {
    for (const pair of instruction.pairs) if (pair.value) into.add(pair.value, 'string');
  }
  if ('json' in instruction && instruction.json) {
    for (const element of instruction.json.elements) into.add(element, 'string');
    return;
  }
  for (const script of scriptsOf(document, instruction)) shellTokens(script, into);
  // A heredoc that no shell reads is text.
  const read = new Set(scriptsOf(document, instruction).map((script) => script.heredoc));
  for (const heredoc of instruction.heredocs) if (!read.has(heredoc)) into.add(heredoc.body, 'string');
}
