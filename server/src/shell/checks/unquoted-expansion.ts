import type { Place } from '../nodes.js';
import { badShell, goodShell, type ShellRule, type ShellText, shellRule } from '../rule.js';
import { type Expansion, isNumber, nameOf, splitArgument, variableOf } from '../words.js';

const plain = /^[\w@%+=:,./-]*$/;

export const check: ShellRule = shellRule('unquoted-expansion', {
  summary: 'Variable without quotes',
  why: `Without quotes the shell splits the value at blanks and replaces wildcards in it by the names of files. A path with a
blank then becomes two arguments, and an empty value none at all.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2086],
  fix: 'unsafe',
  messages: { unquoted: 'Put "{text}" into double quotes, lest the shell splits its value at blanks.' },
  fixes: { quote: 'Put it into double quotes' },
  check(text, report) {
    for (const at of [...text.nodes.of('SimpleExpansion'), ...text.nodes.of('ParameterExpansion')]) {
      const { node } = at;
      const argument = splitArgument(at as Place);
      if (!argument || isNumber(node) || isPlain(text, node)) continue;
      // `$@` and `$*` have rules of their own; `[ -n $x ]` counts as any other command.
      if (/^[@*]$/.test(variableOf(node)) || nameOf(argument.command) === 'eval') continue;
      const { word } = argument;
      const whole = !/["']/.test(word.text);
      const { pos, end } = whole ? word : node;
      report(
        node,
        'unquoted',
        { text: node.text },
        {
          fix: {
            title: 'quote',
            edits: [
              { pos, end: pos, text: '"' },
              { pos: end, end, text: '"', after: true },
            ],
          },
        },
      );
    }
  },
  examples: [
    badShell('rm ‹$FILE›', { fixed: 'rm "$FILE"' }),
    badShell('cp a ‹${DIR}›/b', { fixed: 'cp a "${DIR}/b"' }),
    badShell('cp "$A"‹$B› /c', { fixed: 'cp "$A""$B" /c' }),
    goodShell('rm "$FILE" && X=$FILE && [[ $X == a ]] && exit $? && echo ${#X} $(( $X + 1 ))'),
    goodShell('rm $FILE', { set: { FILE: '/etc/motd' } }),
    goodShell('N=1 && sleep $N && for f in $LIST; do ls "$f"; done && case $N in 1) ls ;; esac'),
  ],
});

/** Whether every value that the variable can have here is known to be one word. */
function isPlain({ reading, outer }: ShellText, node: Expansion): boolean {
  const name = variableOf(node);
  if (node.type === 'ParameterExpansion' && node.operation && node.operation.type !== 'Remove') return false;
  const set = reading.assignments.filter((one) => one.name === name);
  if (set.length > 0) {
    return set.every(
      ({ value, append }) => value.type === 'Word' && !value.parts && !append && plain.test(value.value),
    );
  }
  const known = outer(name);
  // A build argument may have any value, but its author splits it on purpose more often than not.
  return known !== undefined && (known.value === undefined || plain.test(known.value));
}
