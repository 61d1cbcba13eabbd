import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('useless-cat', {
  summary: 'cat of one file into a pipe',
  why: `\`cmd < file\` or \`cmd file\` does the same with one process less.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  codes: [2002],
  fix: 'none',
  messages: { cat: 'Instead of "cat {file} | …", give the file to the next command itself.' },
  check({ reading }, report) {
    for (const { name, nameWord, args, place } of reading.commands) {
      if (name !== 'cat' || place.pipelineIndex !== 0 || place.pipelineLength < 2 || args.length !== 1) continue;
      const [file] = args;
      if (!file || file.text.startsWith('-') || /[*?[$`]/.test(file.text)) continue;
      report(nameWord, 'cat', { file: file.text });
    }
  },
  examples: [
    badShell('‹cat› /etc/passwd | grep root'),
    goodShell('cat a b | grep x && cat *.txt | wc -l && cat | grep x && ls | cat && cat "$F" | wc && cat -n a | wc'),
  ],
});
