import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('missing-space', {
  summary: 'Bracket or keyword without the blank that it needs',
  why: `\`[\` is a command, and needs blanks around it like any other: \`[ -f x ]\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1035, 1020, 1069],
  fix: 'unsafe',
  messages: {
    after: 'A blank is missing after "{text}", so that the shell looks for a program called "{word}".',
    before: 'A blank is missing before the closing "]".',
  },
  fixes: { insert: 'Insert the blank' },
  check({ reading }, report) {
    for (const { nameWord, args, name, node } of reading.commands) {
      if (!node) continue;
      const opening = /^(?:(?:if|while|until|elif)(?=\[)|\[\[?(?=[^[\]]))/.exec(nameWord.text)?.[0];
      if (opening !== undefined && !/^\[[\w-]*\]/.test(nameWord.text)) {
        const pos = nameWord.pos + opening.length;
        const fix = { title: 'insert' as const, edits: [{ pos, end: pos, text: ' ' }] };
        const codes = [opening.startsWith('[') ? 1035 : 1069];
        report(nameWord, 'after', { text: opening, word: nameWord.text }, { fix, codes });
        continue;
      }
      const last = args[args.length - 1];
      if (name !== '[' || !last || last.text === ']' || !/[^[\]]\]$/.test(last.text)) continue;
      const pos = last.end - 1;
      const fix = { title: 'insert' as const, edits: [{ pos, end: pos, text: ' ' }] };
      report(last, 'before', {}, { fix, codes: [1020] });
    }
  },
  examples: [
    badShell('‹[-f› a ] && ls', { fixed: '[ -f a ] && ls' }),
    badShell('[ -f ‹a]› && ls', { fixed: '[ -f a ] && ls' }),
    goodShell('[ -f a ] && test -f b && [ "$x" = "[a]" ] && ls [ab]*'),
  ],
});
