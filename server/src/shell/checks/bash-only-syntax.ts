import type { SyntaxNode } from 'unbash';
import type { Place } from '../nodes.js';
import {
  badShell,
  type Dialect,
  goodShell,
  type Range,
  type ShellEdit,
  type ShellRule,
  type ShellText,
  shellRule,
} from '../rule.js';
import { variableOf } from '../words.js';

/** A construct that POSIX does not have. */
interface Construct {
  readonly what: string;
  readonly instead: string;
  readonly code: number;
  /** Shells that have it under the name of sh. */
  readonly known: readonly Dialect[];
}

const busybox: readonly Dialect[] = ['ash'];

const constructs = {
  test: { what: '"[[ … ]]"', instead: 'Use "[ … ]"', code: 3010, known: busybox },
  equals: { what: '"==" in "["', instead: 'Use "="', code: 3014, known: busybox },
  both: { what: '"&>"', instead: 'Use "> file 2>&1"', code: 3020, known: busybox },
  bothPipe: { what: '"|&"', instead: 'Use "2>&1 |"', code: 3029, known: [] },
  random: { what: 'This variable', instead: 'Set it by another way', code: 3028, known: [] },
  array: { what: 'An array', instead: 'Use arguments or separate variables', code: 3030, known: [] },
  arrayUse: { what: 'An array', instead: 'Use arguments or separate variables', code: 3054, known: [] },
  echo: { what: 'An option of echo', instead: 'Use printf', code: 3037, known: busybox },
  pipefail: { what: '"set -o pipefail"', instead: 'Use SHELL with bash', code: 3040, known: busybox },
  local: { what: '"local"', instead: 'Use another name', code: 3043, known: ['ash', 'dash'] },
  declare: { what: '"declare"', instead: 'Assign without it', code: 3044, known: [] },
  source: { what: '"source"', instead: 'Use "."', code: 3046, known: busybox },
  process: { what: 'Process substitution', instead: 'Use a file or a pipe', code: 3001, known: busybox },
  ansi: { what: "A quote like $'…'", instead: 'Use printf', code: 3003, known: busybox },
  arithmetic: { what: '"(( … ))"', instead: 'Use "[ $(( … )) -ne 0 ]"', code: 3006, known: [] },
  brace: { what: 'A brace expansion', instead: 'Write the words out', code: 3009, known: [] },
  hereString: { what: '"<<<"', instead: 'Use a pipe or a here-document', code: 3011, known: [] },
  append: { what: '"+="', instead: 'Write the variable again', code: 3024, known: [] },
  slice: { what: 'A substring of a variable', instead: 'Use "cut" or "expr"', code: 3057, known: busybox },
  casing: { what: 'A change of case', instead: 'Use "tr"', code: 3059, known: [] },
  replacement: { what: 'A replacement in a variable', instead: 'Use "sed"', code: 3060, known: busybox },
  indirect: { what: 'An indirect expansion', instead: 'Use "eval" with care', code: 3053, known: [] },
  shopt: { what: '"shopt"', instead: 'Do without it', code: 3044, known: [] },
  pushd: { what: '"pushd" and "popd"', instead: 'Use "cd"', code: 3044, known: [] },
  function: { what: '"function"', instead: 'Write "name() { … }"', code: 2112, known: busybox },
} as const satisfies Record<string, Construct>;

type Name = keyof typeof constructs;

interface Found {
  readonly name: Name;
  readonly at: Range;
  readonly edits?: readonly ShellEdit[];
}

export const check: ShellRule = shellRule('bash-only-syntax', {
  summary: 'Syntax of bash in a script that sh runs',
  why: `RUN uses \`/bin/sh\` unless SHELL says otherwise. On Debian and Ubuntu that is dash, on Alpine busybox: what only bash
knows is an error there, or means something else. Choose bash with \`SHELL ["/bin/bash", "-c"]\`, or write it the portable
way.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [...new Set([...Object.values(constructs).map((one) => one.code), 3018, 3045])],
  fix: 'unsafe',
  messages: {
    unknown: '{what} is unknown to {shell}, which runs this. {instead}.',
    perhaps: '{what} is not known to every sh, which runs this. {instead}.',
  },
  fixes: { portable: 'Write it the portable way' },
  check(text, report) {
    const { dialect } = text;
    if (dialect !== 'sh' && dialect !== 'dash' && dialect !== 'ash') return;
    const shell = { sh: 'sh', dash: "this image's sh (dash)", ash: "this image's sh (busybox)" }[dialect];
    for (const { name, at, edits } of findings(text)) {
      const { what, instead, code, known }: Construct = constructs[name];
      if (known.includes(dialect)) continue;
      report(
        at,
        dialect === 'sh' ? 'perhaps' : 'unknown',
        { what, instead, shell },
        {
          codes: [code],
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
    badShell('echo ‹${A^^}› && ls ‹{a,b}›', { dialect: 'ash' }),
    goodShell('[[ $A == b ]] && source x && echo -e a && local x', { dialect: 'bash' }),
    goodShell('[[ $A == b ]] && source x && echo -e a && ls &> log', { dialect: 'ash' }),
    goodShell('[ "$A" = b ] && . ./x && printf "a" && ls > log 2>&1 && echo -n a "${A%x}" $((1 + 1))', {
      dialect: 'dash',
    }),
  ],
});

function findings({ nodes, reading }: ShellText): readonly Found[] {
  const found: Found[] = [];
  const add = (name: Name, at: Range, edits?: readonly ShellEdit[]): void => {
    found.push({ name, at: { pos: at.pos, end: at.end }, ...(edits && { edits }) });
  };
  for (const { node } of nodes.of('TestCommand')) add('test', node);
  for (const { node } of nodes.of('ArithmeticCommand')) add('arithmetic', node);
  for (const { node } of nodes.of('ProcessSubstitution')) add('process', node);
  for (const { node } of nodes.of('AnsiCQuoted')) add('ansi', node);
  for (const at of nodes.of('BraceExpansion')) if (at.parent?.parent?.node.type !== 'Assignment') add('brace', at.node);
  for (const { node } of nodes.of('HereString')) add('hereString', { pos: node.pos, end: node.pos + 3 });
  for (const { node } of nodes.of('ArrayValue')) add('array', enclosingAssignment(nodes.of('ArrayValue'), node));
  for (const { node } of nodes.of('Assignment')) {
    if (node.append && node.value.type === 'Word') add('append', { pos: node.value.pos - 2, end: node.value.pos });
  }
  for (const { node } of nodes.of('Redirect')) {
    const pos = reading.text.indexOf(node.operator, node.pos);
    if (node.operator.startsWith('&>')) add('both', { pos, end: pos + node.operator.length });
  }
  for (const { node } of nodes.of('Pipeline')) {
    node.operators.forEach((operator, i) => {
      if (operator !== '|&') return;
      const pos = reading.text.indexOf('|&', node.commands[i]?.end ?? node.pos);
      add('bothPipe', { pos, end: pos + 2 });
    });
  }
  for (const { node } of nodes.of('Function')) {
    if (/^function\b/.test(reading.text.slice(node.pos, node.pos + 9)))
      add('function', { pos: node.pos, end: node.pos + 8 });
  }
  for (const at of [...nodes.of('SimpleExpansion'), ...nodes.of('ParameterExpansion')]) addExpansion(at.node, add);
  for (const command of reading.commands) addCommand(command, add);
  return found.sort((a, b) => a.at.pos - b.at.pos);
}

function enclosingAssignment(places: readonly Place[], node: SyntaxNode): Range {
  const parent = places.find((place) => place.node === node)?.parent?.node;
  return parent?.type === 'Assignment' ? parent : node;
}

type Add = (name: Name, at: Range, edits?: readonly ShellEdit[]) => void;

const bashVariables =
  /^(?:RANDOM|SECONDS|UID|EUID|BASH_\w+|FUNCNAME|PIPESTATUS|SHELLOPTS|BASHOPTS|DIRSTACK|HOSTTYPE|MACHTYPE|OSTYPE|BASHPID)$/;

function addExpansion(node: Extract<SyntaxNode, { type: 'SimpleExpansion' | 'ParameterExpansion' }>, add: Add): void {
  const name = variableOf(node);
  if (node.type === 'ParameterExpansion') {
    if (node.index) add('arrayUse', node);
    else if (node.prefix === '!') add('indirect', node);
    else if (node.operation?.type === 'Slice') add('slice', node);
    else if (node.operation?.type === 'CaseModification') add('casing', node);
    else if (node.operation?.type === 'Replace') add('replacement', node);
    else if (bashVariables.test(name) && node.operation?.type !== 'Default') add('random', node);
  } else if (bashVariables.test(name)) add('random', node);
}

function addCommand(command: ShellText['reading']['commands'][number], add: Add): void {
  const { name, nameWord, args, wrappers } = command;
  if (wrappers.some((wrapper) => /^(?:bash|zsh|ksh)$/.test(wrapper.name))) return;
  switch (name) {
    case '[':
    case 'test': {
      const equals = args.find((arg) => arg.text === '==');
      if (equals) add('equals', equals, [{ pos: equals.pos, end: equals.end, text: '=' }]);
      return;
    }
    case 'echo': {
      // `-n` is left out: every sh of today has it.
      const option = args[0];
      if (option && /^-(?:[neE]*[eE][neE]*)$/.test(option.text)) add('echo', option);
      return;
    }
    case 'set': {
      const at = args.findIndex((arg, i) => arg.text === 'pipefail' && /^-\w*o$/.test(args[i - 1]?.text ?? ''));
      const option = args[at - 1];
      const value = args[at];
      if (option && value) add('pipefail', { pos: option.pos, end: value.end });
      return;
    }
    case 'source':
      add('source', nameWord, [{ pos: nameWord.pos, end: nameWord.end, text: '.' }]);
      return;
    case 'local':
      add('local', nameWord);
      return;
    case 'declare':
    case 'typeset':
      add('declare', nameWord);
      return;
    case 'shopt':
      add('shopt', nameWord);
      return;
    case 'pushd':
    case 'popd':
      add('pushd', nameWord);
      return;
    default:
  }
}
