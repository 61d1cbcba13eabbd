import { bashOnly, bashOnlyCodes, codeOf, constructs } from '../bash-only.js';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

export const check: ShellRule = shellRule('bash-only-syntax', {
  summary: 'Syntax of bash in a script that sh runs',
  why: `RUN uses \`/bin/sh\` unless SHELL says otherwise. On Debian and Ubuntu that is dash, on Alpine busybox: what only bash
knows is an error there, or means something else. Choose bash with \`SHELL ["/bin/bash", "-c"]\`, or write it the portable
way.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: bashOnlyCodes,
  fix: 'unsafe',
  messages: Object.fromEntries(
    Object.entries(constructs).map(([name, { what, instead }]) => [
      name,
      `${what} is not known to {shell}, which runs this. ${instead}.`,
    ]),
  ),
  fixes: { portable: 'Write it the portable way' },
  check(text, report) {
    const { dialect } = text;
    if (dialect !== 'sh' && dialect !== 'dash' && dialect !== 'ash') return;
    const shell = dialect === 'ash' ? 'busybox' : dialect;
    for (const { name, at, edits } of bashOnly(text)) {
      const construct = constructs[name];
      if (!construct || construct.known.includes(dialect)) continue;
      report(
        at,
        name,
        { shell },
        {
          codes: [codeOf(construct, dialect)],
          // Many images link sh to bash; only where the image is known is it certain.
          severity: dialect === 'sh' ? 'info' : undefined,
          fix: edits && { title: 'portable', edits },
        },
      );
    }
  },
  examples: [
    badShell('‹[[ -f a ]]› && ls', { dialect: 'dash' }),
    badShell('[ "$A" ‹==› b ] && ls', { dialect: 'dash', fixed: '[ "$A" = b ] && ls' }),
    badShell('‹source› env && ls ‹&>› log', { dialect: 'dash', fixed: '. env && ls &> log' }),
    badShell('echo ‹-e› "a" && echo ‹$RANDOM› && set ‹-o pipefail›', { dialect: 'dash' }),
    badShell('‹a=(1 2)› && echo "‹${a[0]}›" && cat ‹<<<› x', { dialect: 'sh' }),
    badShell('echo ‹${A^^}› && ls ‹{a,b}› && cat "‹$(<f)›" && echo ‹$"a"› ‹$UID›', { dialect: 'ash' }),
    badShell('‹for› ((i = 0; i < 3; ‹i++›)); do ls; done; ls ‹>&› log; x‹+=›a; ‹let› x=1; exec ‹-a› x ls', {
      dialect: 'dash',
    }),
    badShell('f() { trap ls ‹SIGINT› ‹ERR›; read -r ‹-s› x; printf ‹-v› x y; }; ‹shopt› -s y', {
      dialect: 'dash',
      fixed: 'f() { trap ls INT ERR; read -r -s x; printf -v x y; }; shopt -s y',
    }),
    badShell('[ ‹-v› A ] || [ ‹-a› b ] || [ "$A" ‹=~› a ] || echo $((‹2 ** 3›))', {
      dialect: 'dash',
      fixed: '[ -v A ] || [ -e b ] || [ "$A" =~ a ] || echo $((2 ** 3))',
    }),
    goodShell('[[ $A == b ]] && source x && echo -e a && local x', { dialect: 'bash' }),
    goodShell('[[ $A == b ]] && source x && echo -e a && ls &> log && echo $RANDOM $((i++)) && let x=1', {
      dialect: 'ash',
    }),
    goodShell('[ "$A" = b ] && . ./x && printf "a" && ls > log 2>&1 && echo -n a "${A%x}" $((1 + 1))', {
      dialect: 'dash',
    }),
    goodShell('shopt() { ls; }; shopt; bash -c "shopt -s x"; /bin/echo -e a; UID=5; echo "$UID" "${RANDOM:-1}"', {
      dialect: 'dash',
    }),
  ],
});
