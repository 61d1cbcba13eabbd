import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('echo-escapes', {
  summary: 'echo with an escape that this shell prints as it is',
  why: `Whether \`echo\` turns \`\\n\` into a line break depends on the shell: dash does, bash and busybox do not. \`printf\` does
everywhere.`,
  category: 'correctness',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2028],
  fix: 'none',
  messages: {
    perhaps: 'Not every echo turns "{text}" into what it stands for. Use printf.',
    escape: 'This shell\'s echo prints "{text}" as it is. Use printf.',
  },
  check({ reading, dialect }, report) {
    if (dialect === 'dash') return;
    const message = dialect === 'sh' ? 'perhaps' : 'escape';
    for (const { name, args } of reading.commands) {
      if (name !== 'echo' || /^-[neE]+$/.test(args[0]?.value ?? '')) continue;
      for (const arg of args) {
        const match = /^(?=["'])[^\\]*?(\\(?:[abefnrtv]|0[0-7]{0,3}|x[\da-fA-F]|[0-7]{2,3}))/.exec(arg.text);
        // In a substitution it is another program's.
        if (!match?.[1] || /\$\(|`/.test(match[0])) continue;
        const end = arg.pos + match[0].length;
        report({ pos: end - match[1].length, end }, message, { text: match[1] });
        break;
      }
    }
  },
  examples: [
    badShell('echo "a‹\\n›b" > f', { dialect: 'bash' }),
    badShell("echo 'a‹\\t›b'", { dialect: 'ash' }),
    badShell('echo "‹\\033›[1m"'),
    goodShell('echo "a\\nb"', { dialect: 'dash' }),
    goodShell('echo -e "a\\nb" && printf "a\\nb" && echo "a b" a\\\\nb', { dialect: 'bash' }),
    goodShell('echo "A=$(ls | tr -d "\\n")"', { dialect: 'bash' }),
  ],
});
