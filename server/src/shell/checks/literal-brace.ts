import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('literal-brace', {
  summary: 'Brace that stands for itself',
  why: `An unquoted brace that opens no group and no expansion is an ordinary character, which is often a slip. Quote it where
it is meant.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  codes: [1083],
  fix: 'none',
  messages: { brace: 'This "{brace}" is an ordinary character here. Quote it if it is meant.' },
  check({ nodes, reading }, report) {
    for (const { node } of nodes.of('Command')) {
      for (const arg of node.args) {
        if (arg.type !== 'Word' || arg.text === '{}' || /^\{\{.*\}\}$|@\{|HEAD/.test(arg.text)) continue;
        const parts = arg.parts ?? [{ type: 'Literal' as const, pos: arg.pos, end: arg.end, text: arg.text }];
        const part = parts.find((one) => one.type === 'Literal' && /(?<!\\)[{}]/.test(one.text.replace(/\{\}/g, '')));
        if (!part) continue;
        const pos = part.pos + part.text.search(/[{}]/);
        report({ pos, end: pos + 1 }, 'brace', { brace: reading.text[pos] ?? '' });
      }
    }
  },
  examples: [
    badShell('echo ‹}›'),
    badShell('ls a‹{›b'),
    goodShell('ls {a,b} "{" && find . -exec rm {} + && git show HEAD@{1} && echo ${X} && { ls; }'),
  ],
});
