import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('glob-as-option', {
  summary: 'Wildcard that may become an option',
  why: `A file called \`-rf\` turns \`rm *\` into \`rm -rf\`. With \`./*\` every name starts with \`./\` and is never an option.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2035],
  fix: 'unsafe',
  messages: { option: 'A file whose name starts with "-" becomes an option here. Write "./{glob}".' },
  fixes: { prefix: 'Write "./{glob}"' },
  check({ reading }, report) {
    for (const { name, args, node } of reading.commands) {
      if (!node || name === 'echo' || name === 'printf' || name === '[' || name === 'test') continue;
      if (args.some((arg) => arg.value === '--')) continue;
      for (const arg of args) {
        const [first] = arg.node?.parts ?? [];
        if (first?.type !== 'Glob' || first.kind === 'bracket' || !/^[*?]/.test(arg.text)) continue;
        const edits = [{ pos: arg.pos, end: arg.pos, text: './' }];
        report(arg, 'option', { glob: arg.text }, { fix: { title: 'prefix', edits } });
      }
    }
  },
  examples: [
    badShell('rm -rf ‹*.deb›', { fixed: 'rm -rf ./*.deb' }),
    goodShell(
      'rm -rf ./*.deb && rm -- * && ls /tmp/* && echo * && find . -name "*.pyc" && for f in *; do ls "$f"; done',
    ),
  ],
});
