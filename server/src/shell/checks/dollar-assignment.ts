import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('dollar-assignment', {
  summary: 'Dollar on the left of an assignment',
  why: `\`$NAME=value\` runs what the variable holds, with \`=value\` behind it. The name on the left has no dollar.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [1066, 2281],
  fix: 'unsafe',
  messages: { dollar: 'The name on the left of an assignment has no "$".' },
  fixes: { remove: 'Remove the "$"' },
  check({ reading }, report) {
    for (const { nameWord, node } of reading.commands) {
      const match = node && /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})=/.exec(nameWord.text);
      if (!match) continue;
      const name = match[1] ?? match[2] ?? '';
      const end = nameWord.pos + match[0].length - 1;
      const edits = [{ pos: nameWord.pos, end, text: name }];
      report({ pos: nameWord.pos, end }, 'dollar', {}, { fix: { title: 'remove', edits } });
    }
  },
  examples: [
    badShell('‹$NAME›=value; ls', { fixed: 'NAME=value; ls' }),
    goodShell('NAME=value; ls "$NAME"=a; export NAME=b'),
  ],
});
