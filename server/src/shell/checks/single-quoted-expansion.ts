import { enclosing, type Place } from '../nodes.js';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

/** Programs whose arguments have a language of their own, with dollars in it. */
const others =
  /^(?:[gmn]?awk|sed|gsed|perl|ruby|grep|egrep|fgrep|rg|jq|yq|sh|bash|dash|ash|zsh|ksh|su|sudo|eval|trap|alias|find|xargs|parallel|envsubst|dpkg-query|rpm|rpmspec|git|docker|kubectl|psql|mysql|printf|node|python[\d.]*|php|ssh|watch|timeout|gosu|su-exec|runuser|chroot|unzip|zip|tar|export|PS1|curl|make|[\w.-]*sh)$/;

export const check: ShellRule = shellRule('single-quoted-expansion', {
  summary: 'Variable in single quotes',
  why: `Single quotes keep the shell from expanding anything. Use double quotes where the value is meant; leave it where the
dollar itself is.`,
  category: 'correctness',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2016],
  fix: 'none',
  messages: { literal: 'In single quotes "{text}" stays as it is. Use double quotes to have its value.' },
  check({ nodes }, report) {
    for (const at of nodes.of('SingleQuoted')) {
      const { node } = at;
      const match = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_][^}']{0,200}\}|\([^()']{1,200}\))|`[^`']{1,200}`/.exec(node.text);
      if (!match) continue;
      const command = enclosing(at as Place, 'Command')?.node;
      // Text that goes into a file is mostly meant as it stands.
      if (!command || others.test(command.name?.value.split('/').pop() ?? '')) continue;
      if (command.redirects.length > 0 || at.parent?.node.type === 'Assignment') continue;
      const pos = node.pos + match.index;
      report({ pos, end: pos + match[0].length }, 'literal', { text: match[0] });
    }
  },
  examples: [
    badShell("echo 'Hello ‹$NAME›'"),
    badShell("mkdir '‹${DIR}›/a'"),
    goodShell("echo \"$NAME\" '5$' && sed 's/$a/b/' f && awk '{ print $1 }' f && sh -c 'echo $X' && echo '$X' > f"),
  ],
});
