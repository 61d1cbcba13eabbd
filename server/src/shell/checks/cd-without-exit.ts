import { setsOption } from '../options.js';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('cd-without-exit', {
  summary: 'cd whose failure goes unnoticed',
  why: `When the directory does not exist, the commands after \`cd\` run in the wrong place. Join them with \`&&\`, or leave with
\`|| exit\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [2164],
  fix: 'unsafe',
  messages: { unnoticed: 'When "{name}" fails, what follows runs in the wrong directory. Add "|| exit 1".' },
  fixes: { exit: 'Add "|| exit 1"' },
  check({ reading, errexit }, report) {
    if (errexit) return;
    const strictFrom = reading.commands.find((command) => setsOption(command, 'errexit'))?.pos ?? reading.text.length;
    for (const command of reading.commands) {
      const { name, place, args } = command;
      if (name !== 'cd' && name !== 'pushd' && name !== 'popd') continue;
      if (place.next !== ';' || place.previous === '||' || place.enclosing.includes('condition')) continue;
      // These do not fail where anything works at all.
      if (name === 'cd' && /^(?:\/|\.\.?(?:\/\.\.)*|-|~)?$/.test(args[0]?.value ?? (args.length === 0 ? '' : 'x')))
        continue;
      if (strictFrom < command.pos) continue;
      const edits = [{ pos: command.end, end: command.end, text: ' || exit 1', after: true }];
      report(command, 'unnoticed', { name }, { fix: { title: 'exit', edits } });
    }
  },
  examples: [
    badShell('‹cd /app›; make', { fixed: 'cd /app || exit 1; make' }),
    badShell('‹cd "$DIR"›\nmake\n', { fixed: 'cd "$DIR" || exit 1\nmake\n' }),
    goodShell('cd /app && make; cd /app || exit 1; cd ..; cd /'),
    goodShell('set -e; cd /app; make; if cd /b; then make; fi; (ls; cd /c)'),
  ],
});
