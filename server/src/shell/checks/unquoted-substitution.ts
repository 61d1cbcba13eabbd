import type { Place } from '../nodes.js';
import { literal } from '../read.js';
import { badShell, goodShell, inDoubleQuotes, type ShellRule, shellRule } from '../rule.js';
import { nameOf, splitArgument } from '../words.js';

/** Programs that print one word. */
const oneWord =
  /^(?:nproc|id|uname|arch|hostname|whoami|pwd|basename|dirname|mktemp|date|which|realpath|readlink|lsb_release|rpm|dpkg|getconf|stat|du|seq|expr|node|python3?|ruby|go|rustc|php|pg_config|python-config)$/;

export const check: ShellRule = shellRule('unquoted-substitution', {
  summary: 'Command substitution without quotes',
  why: `Without quotes the shell splits what the command prints at spaces and replaces wildcards in it by names of files.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2046],
  fix: 'unsafe',
  messages: { unquoted: 'Put this substitution in double quotes, so that the shell does not split what it prints.' },
  fixes: { quote: 'Put it in double quotes' },
  check(text, report) {
    for (const at of text.nodes.of('CommandExpansion')) {
      const argument = splitArgument(at as Place, text.dialect);
      if (!argument || nameOf(argument.command) === 'eval') continue;
      const { node } = at;
      const [only, ...more] = node.script?.commands ?? [];
      const inner = only?.command;
      if (inner?.type === 'Command' && more.length === 0 && inner.name) {
        const name = literal(inner.name)?.split('/').pop() ?? '';
        if (oneWord.test(name)) continue;
      }
      const whole = !/["']/.test(argument.word.text.replace(node.text, ''));
      const fix = { title: 'quote' as const, edits: inDoubleQuotes(whole ? argument.word : node) };
      report(node, 'unquoted', {}, { fix });
    }
  },
  examples: [
    badShell('rm ‹$(cat list)›', { fixed: 'rm "$(cat list)"' }),
    badShell('cp ‹`cat name`›.txt /a', { fixed: 'cp "`cat name`.txt" /a' }),
    goodShell('rm "$(cat list)" && X=$(cat list) && make -j$(nproc) && for f in $(cat list); do ls "$f"; done'),
  ],
});
