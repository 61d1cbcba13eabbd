import { nearest } from '../../core/nearest.js';
import { enclosing, type Place } from '../nodes.js';
import { badShell, goodShell, type ShellRule, type ShellText, shellRule } from '../rule.js';
import { type Expansion, variableOf } from '../words.js';

/** Set by every shell, or by what starts it. */
const always: ReadonlySet<string> = new Set(
  (
    'PATH HOME PWD OLDPWD IFS PPID OPTIND OPTARG OPTERR PS1 PS2 PS4 TERM USER LOGNAME SHELL HOSTNAME LANG LC_ALL LINENO RANDOM ' +
    'SECONDS UID EUID GROUPS BASH BASH_VERSION BASH_SOURCE FUNCNAME REPLY PIPESTATUS DIRSTACK HOSTTYPE MACHTYPE OSTYPE ' +
    'SHLVL COLUMNS LINES MAIL EDITOR TMPDIR SSH_AUTH_SOCK DEBIAN_FRONTEND SHELLOPTS BASHOPTS BASH_REMATCH COMP_WORDS'
  ).split(' '),
);

/** Names that commands give a value to: those of assignments, `read`, loops, declarations and the like. */
function ownNames({ reading, nodes }: ShellText): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node } of nodes.of('Assignment')) names.add(node.name);
  for (const { node } of [...nodes.of('For'), ...nodes.of('Select')]) names.add(node.name.value);
  for (const { node } of nodes.of('ParameterExpansion')) {
    // `${x:=…}` sets it, and `${x:?}` has looked.
    if (node.operation?.type === 'Default' && /[=?]$/.test(node.operation.operator)) names.add(node.parameter);
  }
  for (const command of reading.commands) {
    if (
      !/^(?:read|export|declare|local|typeset|readonly|getopts|mapfile|readarray|printf|let|unset)$/.test(
        command.name ?? '',
      )
    )
      continue;
    for (const arg of command.args) {
      const name = /^[A-Za-z_]\w*/.exec(arg.value ?? arg.text)?.[0];
      if (name !== undefined) names.add(name);
    }
  }
  for (const match of reading.text.matchAll(/\(\(([^()]*)\)\)/g)) {
    for (const name of (match[1] ?? '').matchAll(/[A-Za-z_]\w*/g)) names.add(name[0]);
  }
  return names;
}

export const check: ShellRule = shellRule('undefined-variable', {
  summary: 'Variable that nothing sets',
  why: `An unset variable is empty for the shell, without a word: \`rm -rf "$dir/"*\` then means something else. Set it before,
declare it with ARG or ENV, or give a default with \`\${name:-…}\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  codes: [2154, 2153],
  fix: 'unsafe',
  messages: {
    unset: 'Nothing sets "{name}" before it is used here.',
    misspelt: 'Nothing sets "{name}" before it is used here. Did you mean "{other}"?',
  },
  fixes: { rename: 'Change to "{other}"' },
  check(text, report) {
    // What a sourced file or an evaluated text sets cannot be told.
    if (text.reading.commands.some(({ name }) => name === '.' || name === 'source' || name === 'eval')) return;
    const own = ownNames(text);
    const told = new Set<string>();
    // A script with that many names is no place to look for slips.
    const known = own.size > 200 ? [] : [...own, ...text.names()].filter((one) => one.length > 3);
    const uses = [...text.nodes.of('SimpleExpansion'), ...text.nodes.of('ParameterExpansion')];
    const tested = new Set(uses.filter((at) => isTested(at as Place)).map((at) => variableOf(at.node)));
    for (const at of uses) {
      const { node } = at;
      const name = variableOf(node);
      if (!/^[A-Za-z_]\w*$/.test(name) || told.has(name) || hasDefault(node) || tested.has(name)) continue;
      if (own.has(name) || always.has(name) || text.outer(name)) continue;
      const upper = /[A-Z]/.test(name);
      const other = nearest(name, known, 2);
      // A name in upper case may come from the base image, unless it looks like a slip of another.
      if (upper && (other === undefined || name.length < 4)) continue;
      told.add(name);
      const start = node.type === 'SimpleExpansion' ? node.pos + 1 : node.parameterPos;
      const place = { pos: start, end: start + name.length };
      const codes = [upper ? 2153 : 2154];
      const severity = text.open ? 'info' : undefined;
      if (other === undefined) report(place, 'unset', { name }, { codes, severity });
      else {
        const fix = { title: 'rename' as const, edits: [{ ...place, text: other }] };
        report(place, 'misspelt', { name, other }, { codes, severity, fix });
      }
    }
  },
  examples: [
    badShell('echo "$‹name›"'),
    badShell('version=1 && echo "${‹verison›}"', { fixed: 'version=1 && echo "${version}"' }),
    badShell('echo "$‹APP_VERSON›"', { set: { APP_VERSION: '1' }, fixed: 'echo "$APP_VERSION"' }),
    goodShell('name=1 && echo "$name" && for f in *; do echo "$f"; done && read -r line && echo "$line"'),
    goodShell('echo "${name:-x}" "${other:+y}" "$HOME" "$SOME_VARIABLE" "$1" && . ./env && echo "$later"'),
    goodShell(': "${a:?}" "${b:=1}"; [ -n "$c" ] && echo "$a$b$c"'),
    goodShell('echo "$app"', { set: { app: '1' } }),
  ],
});

function hasDefault(node: Expansion): boolean {
  return node.type === 'ParameterExpansion' && node.operation?.type === 'Default';
}

/** `[ -n "$x" ]` and the like ask whether it is set. */
function isTested(at: Place): boolean {
  const test = enclosing(at, 'TestUnary');
  if (test) return /^-[nzv]$/.test(test.node.operator);
  const command = enclosing(at, 'Command');
  return (
    /^(?:\[|test)$/.test(command?.node.name?.value ?? '') &&
    command?.node.args.some((arg) => /^-[nz]$/.test(arg.text)) === true
  );
}
