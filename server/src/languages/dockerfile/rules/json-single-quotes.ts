import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/json-single-quotes', {
  summary: 'Array that is not JSON, so a shell runs it',
  why: `The exec form is JSON, with double quotes and nothing after the last element. Anything else that starts with \`[\` is
handed to the shell without a word, which then looks for a program called \`[\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:JSON_IN_SINGLE_QUOTES'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    quotes: 'This array has single quotes, so it is not JSON and goes to the shell. Use double quotes.',
    broken: 'This array is not valid JSON, so it goes to the shell. Write it as {json}.',
  },
  fixes: { change: 'Change to {json}' },
  on: {
    instruction(instruction, ctx) {
      if (!('json' in instruction) || instruction.json || instruction.kind === 'SHELL') return;
      const { kind, rest } = instruction;
      const text = kind === 'HEALTHCHECK' ? (instruction.command?.text ?? '') : rest.text;
      const at: Span = kind === 'HEALTHCHECK' ? (instruction.command ?? rest) : rest;
      const repaired = repair(text);
      if (!repaired) return;
      const { json, singleQuotes } = repaired;
      const aliases = singleQuotes ? rule.peers : [];
      const edits = [replace(at, json)];
      ctx.report(at, singleQuotes ? 'quotes' : 'broken', { json }, { aliases, fix: { title: 'change', edits } });
    },
  },
  examples: [
    bad("FROM alpine:3.22\nCMD ‹['node', 'app.js']›\n", { fixed: 'FROM alpine:3.22\nCMD ["node", "app.js"]\n' }),
    bad('FROM alpine:3.22\nENTRYPOINT ‹["node", "app.js",]›\n', {
      fixed: 'FROM alpine:3.22\nENTRYPOINT ["node", "app.js"]\n',
    }),
    bad("FROM alpine:3.22\nHEALTHCHECK CMD ‹['true']›\n", { fixed: 'FROM alpine:3.22\nHEALTHCHECK CMD ["true"]\n' }),
    bad('FROM alpine:3.22\nCOPY ‹["C:\\app", "/b"]›\n', { fixed: 'FROM alpine:3.22\nCOPY ["C:\\\\app", "/b"]\n' }),
    good('FROM alpine:3.22\nCMD [ -f /a ] && cat /a\nRUN [ \'a\' = \'b\' ] || true\nCMD ["a", "b"]\nCMD []\n'),
    good('FROM alpine:3.22\nRUN [[ "$a" == b ]]\nRUN [ "a" ]; ls\n'),
  ],
});

/** The JSON that was meant; undefined for text that is no array of quoted words with commas in between. */
function repair(text: string): { readonly json: string; readonly singleQuotes: boolean } | undefined {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[[')) return undefined;
  const words: string[] = [];
  let singleQuotes = false;
  let i = 1;
  const blanks = (): void => {
    while (/\s/.test(text[i] ?? '')) i++;
  };
  for (;;) {
    blanks();
    if (i === text.length - 1) break;
    const quote = text[i];
    if (quote !== '"' && quote !== "'") return undefined;
    singleQuotes ||= quote === "'";
    let word = '';
    for (i++; i < text.length && text[i] !== quote; i++) {
      if (text[i] === '\\' && (text[i + 1] === quote || text[i + 1] === '\\')) i++;
      word += text[i];
    }
    if (i >= text.length) return undefined;
    words.push(word);
    i++;
    blanks();
    if (text[i] === ',') i++;
    else if (i !== text.length - 1) return undefined;
  }
  if (words.length === 0) return undefined;
  return { json: `[${words.map((word) => JSON.stringify(word)).join(', ')}]`, singleQuotes };
}
