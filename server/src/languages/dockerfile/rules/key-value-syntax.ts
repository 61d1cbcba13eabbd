import { insert } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import type { Pair, PairsInstruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/key-value-syntax', {
  summary: 'Pair of name and value that cannot be read',
  why: `ENV, LABEL and ARG take \`name=value\`, several of them with spaces in between. Spaces in a value need quotes, and a
quote that is opened has to be closed.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:SYNTAX_MISSING_EQUALS',
    'dockerfile-utils:SYNTAX_MISSING_NAMES',
    'dockerfile-utils:SYNTAX_MISSING_SINGLE_QUOTE',
    'dockerfile-utils:SYNTAX_MISSING_DOUBLE_QUOTE',
    'buildkit:instruction-error',
    'buildkit:parse-error',
    'buildkit:expansion-error',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    equals: '"{word}" has no "=". Write "{word}=value", or put the value before it into quotes.',
    name: 'There is no name before this "=".',
    quote: 'The quote {quote} is opened here and not closed.',
    quotedName: 'The quote {quote} holds the "=", so this is not a pair of name and value.',
  },
  fixes: { equals: 'Insert "="', close: 'Close the quote' },
  on: {
    ENV: check,
    LABEL: check,
    ARG: check,
  },
  examples: [
    bad('FROM alpine:3.22\nENV A=1 ‹B› C=3\n', { fixed: 'FROM alpine:3.22\nENV A=1 B= C=3\n' }),
    bad('FROM alpine:3.22\nLABEL a=b ‹=c›\n'),
    bad('FROM alpine:3.22\nARG ‹=c›\n'),
    bad("FROM alpine:3.22\nENV A=‹'value›\n", { fixed: "FROM alpine:3.22\nENV A='value'\n" }),
    bad('FROM alpine:3.22\nLABEL ‹a"b›=c\n'),
    bad('FROM alpine:3.22\nARG A=‹"val›\n', { fixed: 'FROM alpine:3.22\nARG A="val"\n' }),
    good(
      'FROM alpine:3.22\nENV A=1 B= C="a b" D=\'x\' E=a\\ b F="it\'s"\nLABEL "a b"=c\nARG A B=1\nENV A it\'s fine\n',
    ),
  ],
});

type Context = Parameters<NonNullable<Parameters<typeof dockerfileRule>[1]['on']['ENV']>>[1];

function check(instruction: PairsInstruction<'ARG' | 'ENV' | 'LABEL'>, ctx: Context): void {
  for (const pair of instruction.pairs) {
    if (pair.key.text === '') {
      const aliases = ['dockerfile-utils:SYNTAX_MISSING_NAMES', 'buildkit:instruction-error'];
      ctx.report(pair, 'name', {}, refused(instruction, { aliases }));
    } else if (!pair.value && instruction.kind !== 'ARG' && !instruction.legacy) {
      const aliases = ['dockerfile-utils:SYNTAX_MISSING_EQUALS', 'buildkit:parse-error'];
      const fix = { title: 'equals', edits: [insert(pair.end, '=')] };
      ctx.report(pair, 'equals', { word: pair.key.text }, { aliases, fix });
    } else if (!instruction.legacy) quotes(instruction, pair, ctx);
  }
}

function quotes(instruction: PairsInstruction<'ARG' | 'ENV' | 'LABEL'>, pair: Pair, ctx: Context): void {
  const { key, value } = pair;
  const sign = ctx.document.escape;
  // The builder expands the names of ENV and LABEL, but not those of ARG.
  const keyProblem = instruction.kind === 'ARG' ? undefined : expand(key.text, sign).problem;
  const opening = /^["']/.exec(key.text)?.[0];
  const aliasesOf = (quote: string): string[] => [
    `dockerfile-utils:SYNTAX_MISSING_${quote === '"' ? 'DOUBLE' : 'SINGLE'}_QUOTE`,
    'buildkit:expansion-error',
  ];
  if (value && keyProblem?.kind.startsWith('unterminated')) {
    const quote = keyProblem.kind === 'unterminated-double-quote' ? '"' : "'";
    const aliases = opening ? aliasesOf(quote) : aliasesOf(quote).slice(1);
    ctx.report(key, 'quotedName', { quote }, refused(instruction, { aliases }));
    return;
  }
  if (!value) return;
  const { problem } = expand(value.text, sign);
  if (problem?.kind !== 'unterminated-double-quote' && problem?.kind !== 'unterminated-single-quote') {
    // The builder takes such a name of an ARG as it is.
    if (instruction.kind !== 'ARG' || !opening || key.text.slice(1).includes(opening)) return;
    const details = { aliases: aliasesOf(opening).slice(0, 1), severity: 'warning' as const };
    ctx.report(key, 'quotedName', { quote: opening }, details);
    return;
  }
  const quote = problem.kind === 'unterminated-double-quote' ? '"' : "'";
  const at = spanWithin(instruction, value, problem.start, value.text.length);
  const closes = instruction.pairs[instruction.pairs.length - 1] === pair && !value.text.endsWith(sign);
  const fix = { title: 'close', edits: [insert(value.end, quote)] };
  ctx.report(at, 'quote', { quote }, refused(instruction, { aliases: aliasesOf(quote), ...(closes && { fix }) }));
}
