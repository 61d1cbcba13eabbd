import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('spaces-around-assignment', {
  summary: 'Assignment with spaces around the equals sign',
  why: `With spaces, \`NAME = value\` runs a program called \`NAME\`. An assignment has none.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1068, 2283],
  fix: 'unsafe',
  messages: {
    spaces: 'With spaces around the "=", the shell runs a program called "{name}". Remove them.',
    dollar: 'With spaces around the "=", the shell runs what "{name}" holds. An assignment is written "NAME=value".',
  },
  fixes: { remove: 'Remove the spaces' },
  check({ reading }, report) {
    for (const { nameWord, args, node, wrappers } of reading.commands) {
      const [equals, value] = args;
      if (!node || wrappers.length > 0 || !equals) continue;
      const dollar = /^(?:"?)\$\{?([A-Za-z_]\w*)\}?(?:$|["\w:.])/.exec(nameWord.text);
      if (dollar && /^=(?!=)/.test(equals.text)) {
        const [whole, name = ''] = dollar;
        const end = equals.text === '=' ? (value?.pos ?? equals.end) : equals.pos + 1;
        const edits = [{ pos: nameWord.pos, end, text: `${name}=` }];
        // `$Env:NAME = …` is PowerShell, and no name of a variable here.
        const fix = whole === nameWord.text && { title: 'remove' as const, edits };
        report(
          { pos: nameWord.pos, end: equals.end },
          'dollar',
          { name: nameWord.text },
          { codes: [2283], ...(fix && { fix }) },
        );
        continue;
      }
      if (!/^[A-Za-z_]\w*$/.test(nameWord.text)) continue;
      if (/^(?:test|echo|expr|printf|let)$/.test(nameWord.text)) continue;
      // `chmod =644` and the like are programs; a name in capitals is none.
      const glued = /^=(?!=)/.test(equals.text) && /^[A-Z_][A-Z0-9_]*$/.test(nameWord.text);
      if (equals.text !== '=' && !glued) continue;
      const end = equals.text === '=' ? (value?.pos ?? equals.end) : equals.pos + 1;
      const edits = [{ pos: nameWord.end, end, text: '=' }];
      report(
        { pos: nameWord.pos, end: equals.end },
        'spaces',
        { name: nameWord.text },
        { fix: { title: 'remove', edits } },
      );
    }
  },
  examples: [
    badShell('‹NAME =› value && ls', { fixed: 'NAME=value && ls' }),
    badShell('‹NAME =value›', { fixed: 'NAME=value' }),
    badShell('‹$NAME =› value', { fixed: 'NAME=value' }),
    badShell('‹$Env:NAME =› "value"'),
    goodShell(
      'NAME=value && chmod =644 a && expr 1 = 1 && [ a = b ] && test a = b && echo = && ls a=b && $RUN a = b && $RUN == b',
    ),
  ],
});
