import type { Word } from 'unbash';
import type { Place } from '../nodes.js';
import { badShell, goodShell, inDoubleQuotes, type ShellRule, type ShellText, shellRule } from '../rule.js';
import { type Expansion, isNumber, nameOf, splitArgument, valuesOf, variableOf } from '../words.js';

const plain = /^[\w@%+=:,./-]*$/;

export const check: ShellRule = shellRule('unquoted-expansion', {
  summary: 'Variable without quotes',
  why: `Without quotes the shell splits the value at spaces and replaces wildcards in it by the names of files. A path with a
space then becomes two arguments, and an empty value none at all.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2086],
  fix: 'unsafe',
  messages: { unquoted: 'Put "{text}" in double quotes, so that the shell does not split its value at spaces.' },
  fixes: { quote: 'Put it in double quotes' },
  check(text, report) {
    for (const at of [...text.nodes.of('SimpleExpansion'), ...text.nodes.of('ParameterExpansion')]) {
      const { node } = at;
      const argument = splitArgument(at as Place, text.dialect);
      if (!argument || isNumber(node) || isPlain(text, node)) continue;
      // `$@` and `$*` have rules of their own; `[ -n $x ]` counts as any other command.
      if (/^[@*]$/.test(variableOf(node)) || nameOf(argument.command) === 'eval') continue;
      const { word } = argument;
      const whole = !/["']/.test(word.text);
      const fix = { title: 'quote' as const, edits: inDoubleQuotes(whole ? word : node) };
      report(node, 'unquoted', { text: node.text }, { fix });
    }
  },
  examples: [
    badShell('rm ‹$FILE›', { fixed: 'rm "$FILE"' }),
    badShell('cp a ‹${DIR}›/b', { fixed: 'cp a "${DIR}/b"' }),
    badShell('ls > ‹$LOG›', { dialect: 'bash', fixed: 'ls > "$LOG"' }),
    badShell('cp "$A"‹$B› /c', { fixed: 'cp "$A""$B" /c' }),
    goodShell('ls > $LOG'),
    goodShell('rm "$FILE" && X=$FILE && [[ $X == a ]] && exit $? && echo ${#X} $(( $X + 1 ))'),
    goodShell('rm $FILE && apt-get install -y $PACKAGES', { set: { FILE: '/etc/motd', PACKAGES: '"curl git"' } }),
    goodShell('ls & pid=$!; V=1 W=v$V; kill $pid; ls $W'),
    goodShell('for f in a b; do rm $f; done; for g in *; do rm "$g"; done'),
    goodShell('N=1 && sleep $N && for f in $LIST; do ls "$f"; done && case $N in 1) ls ;; esac'),
  ],
});

/** Whether every value that the variable can have here is known to be one word. */
function isPlain(text: ShellText, node: Expansion, depth = 0): boolean {
  const { nodes, outer } = text;
  const name = variableOf(node);
  if (node.type === 'ParameterExpansion' && !/^(?:Remove|Slice)$/.test(node.operation?.type ?? 'Remove')) return false;
  const set = valuesOf(nodes, name);
  if (set.length > 0)
    return set.length <= mostValues && set.every((word) => word && isPlainWord(text, word, depth + 1));
  // What is set outside of the script is known to its author: a list there is split on purpose.
  return outer(name) !== undefined;
}

/** Whether a value is one word whatever happens: text without blanks and wildcards, numbers, and other such variables. */
function isPlainWord(text: ShellText, word: Word, depth: number): boolean {
  if (!word.parts) return plain.test(word.value);
  return word.parts.every((part): boolean => {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
        return plain.test(part.value);
      case 'SimpleExpansion':
      case 'ParameterExpansion':
        return isNumber(part) || (depth < deepest && isPlain(text, part, depth));
      case 'ArithmeticExpansion':
        return true;
      case 'DoubleQuoted':
        return part.parts.every((inner) => inner.type === 'Literal' && plain.test(inner.value));
      default:
        return false;
    }
  });
}

/** How far variables are followed that are made of others, and how many values of one are looked at. */
const deepest = 3;
const mostValues = 20;
