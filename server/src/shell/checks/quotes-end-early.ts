import type { WordPart } from 'unbash';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('quotes-end-early', {
  summary: 'Quotes that end in the middle of a text',
  why: `In \`"a "b" c"\` the second quote ends the first, so that \`b\` stands outside. Escape the inner quotes, or use the other
kind around them.`,
  category: 'correctness',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2140, 2026],
  fix: 'none',
  messages: { outside: '"{text}" is outside of the quotes around it. Escape the inner quotes if they are meant.' },
  check({ nodes }, report) {
    for (const { node } of nodes.of('Word')) {
      const { parts } = node;
      if (!parts || parts.length < 3) continue;
      for (let i = 1; i + 1 < parts.length; i++) {
        const [before, middle, after] = [parts[i - 1], parts[i], parts[i + 1]];
        if (middle?.type !== 'Literal' || before?.type !== after?.type) continue;
        if (before?.type !== 'DoubleQuoted' && before?.type !== 'SingleQuoted') continue;
        // Joining pieces on purpose has something like `/`, `=` or `.` between them, or variables beside them.
        if (!/^\w+$/.test(middle.text) || isVariable(before) || isVariable(after)) continue;
        report(middle, 'outside', { text: middle.text }, { codes: [before.type === 'DoubleQuoted' ? 2140 : 2026] });
        break;
      }
    }
  },
  examples: [
    badShell('echo "say "‹hello›" to all"'),
    badShell("echo 'it'‹s›' mine'"),
    badShell('echo "{"‹name›": 1}"'),
    goodShell('echo "a"/"b" \'a\'"b" "$X"_"$Y" --a="b"'),
  ],
});

/** Whether quotes hold a variable and nothing else. */
function isVariable(part: WordPart | undefined): boolean {
  return part?.type === 'DoubleQuoted' && part.parts.length === 1 && part.parts[0]?.type !== 'Literal';
}
