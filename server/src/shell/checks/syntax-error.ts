import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('syntax-error', {
  summary: 'Text that the shell cannot read',
  why: `The shell stops with a syntax error before it runs anything of this step.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1072, 1073, 1009, 1046, 1050, 1058, 1064, 1078, 1089],
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
    report({ pos, end: pos + (word?.[0].length ?? 1) }, 'syntax', { reason: first.message });
  },
  examples: [
    badShell('if true; then ls ‹;›'),
    badShell('echo ‹"abc›'),
    goodShell('if true; then ls; fi && echo "abc" && case x in x) ls ;; esac'),
    goodShell('{{ if .X }} ls {{ end }} ('),
  ],
});
