import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('syntax-error', {
  summary: 'Text that the shell cannot read',
  why: `The shell stops with a syntax error before it runs anything of this step.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1009, 1036, 1046, 1047, 1049, 1050, 1056, 1058, 1061, 1062, 1064, 1070, 1072, 1073, 1088, 1089],
  fix: 'none',
  messages: { syntax: 'The shell cannot read this: {reason}.' },
  check({ reading, dialect }, report) {
    const [first] = reading.errors;
    if (!first || dialect === 'zsh' || dialect === 'ksh') return;
    // Files that a template engine fills are no shell yet.
    if (/\{\{|<%|%\}|@[A-Z_]+@/.test(reading.text)) return;
    // A keyword that sticks to its bracket is told as what it is.
    if (/(?:^|[\s;&|(])(?:if|elif|while|until)\[/.test(reading.text)) return;
    const pos = Math.min(first.pos, Math.max(0, reading.text.trimEnd().length - 1));
    const word = /^\S+/.exec(reading.text.slice(pos, pos + 80));
    const at = { pos, end: pos + (word?.[0].length ?? 1) };
    report(at, 'syntax', { reason: first.message }, { codes: codesOf(first.message) });
  },
  examples: [
    badShell('if true; then ls ‹;›'),
    badShell('echo ‹"abc›'),
    badShell('ls ‹;;› ls'),
    goodShell('if true; then ls; fi && echo "abc" && case x in x) ls ;; esac'),
    goodShell('{{ if .X }} ls {{ end }} ('),
  ],
});

/** The codes that ShellCheck has for an error, by what the parser says of it. */
const codes: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^unexpected token '(?:&&|\|\|?|;|&)'/, [1070]],
  [/^unexpected token '\('/, [1036, 1088]],
  [/^unexpected token/, [1089]],
  [/'fi'/, [1046, 1047, 1072, 1073]],
  [/'done'/, [1061, 1062, 1072, 1073]],
  [/'do'/, [1058, 1072, 1073]],
  [/'then'$/, [1049, 1050, 1072, 1073]],
  [/'\}'/, [1056, 1072, 1073]],
  [/function body/, [1064, 1072, 1073]],
  [/^expected command after '[&|]/, [1072]],
];

function codesOf(message: string): readonly number[] {
  return codes.find(([pattern]) => pattern.test(message))?.[1] ?? [1009, 1072, 1073];
}
