import type { Command, SyntaxNode } from 'unbash';
import { enclosing, type Place } from './nodes.js';
import type { ShellCommand } from './read.js';
import type { Dialect, Range, ShellEdit, ShellText } from './rule.js';
import { type Expansion, valuesOf, variableOf } from './words.js';

/** A construct that POSIX does not have, and which of the small shells have it all the same. */
export interface Construct {
  readonly what: string;
  readonly instead: string;
  /** ShellCheck's code. */
  readonly code: number;
  readonly known: readonly Dialect[];
}

const ash: readonly Dialect[] = ['ash'];
const both: readonly Dialect[] = ['ash', 'dash'];

// Tried in dash 0.5.12 and busybox 1.35 as Debian builds them.
const table = {
  process: { what: 'Process substitution', instead: 'Use a file or a pipe', code: 3001, known: ash },
  extendedGlob: { what: 'An extended pattern', instead: 'Use "case" with several patterns', code: 3002, known: [] },
  ansi: { what: "A quote like $'…'", instead: 'Use printf', code: 3003, known: ash },
  locale: { what: 'A quote like $"…"', instead: 'Leave the dollar out', code: 3004, known: [] },
  arithmeticFor: { what: '"for (( … ))"', instead: 'Use "while" or "seq"', code: 3005, known: [] },
  arithmetic: { what: '"(( … ))"', instead: 'Use "[ $(( … )) -ne 0 ]"', code: 3006, known: [] },
  oldArithmetic: { what: '"$[ … ]"', instead: 'Use "$(( … ))"', code: 3007, known: [] },
  select: { what: '"select"', instead: 'A build has no one to choose', code: 3008, known: [] },
  brace: { what: 'A brace expansion', instead: 'Write the words out', code: 3009, known: [] },
  test: { what: '"[[ … ]]"', instead: 'Use "[ … ]"', code: 3010, known: ash },
  hereString: { what: '"<<<"', instead: 'Use a pipe or a here-document', code: 3011, known: [] },
  before: { what: 'An order of strings in "["', instead: 'Use "sort" or "expr"', code: 3012, known: both },
  equals: { what: '"==" in "["', instead: 'Use "="', code: 3014, known: ash },
  matches: { what: '"=~" in "["', instead: 'Use "grep" or "expr"', code: 3015, known: [] },
  isSet: { what: '"-v" in "["', instead: 'Use "[ -n "${name+x}" ]"', code: 3016, known: [] },
  exists: { what: '"-a" in "["', instead: 'Use "-e"', code: 3017, known: [] },
  increment: { what: '"++" or "--"', instead: 'Use "x=$((x + 1))"', code: 3018, known: ash },
  power: { what: '"**"', instead: 'Multiply', code: 3019, known: ash },
  bothStreams: { what: '"&>"', instead: 'Use "> file 2>&1"', code: 3020, known: ash },
  bothStreamsOld: { what: '">&" with a file', instead: 'Use "> file 2>&1"', code: 3021, known: ash },
  namedDescriptor: { what: 'A descriptor with a name', instead: 'Use a number from 3 to 9', code: 3022, known: [] },
  highDescriptor: { what: 'A descriptor above 9', instead: 'Use a number from 3 to 9', code: 3023, known: ash },
  append: { what: '"+="', instead: 'Write the variable again', code: 3024, known: [] },
  network: { what: 'A path below /dev/tcp or /dev/udp', instead: 'Use a program such as "nc"', code: 3025, known: [] },
  variable: { what: 'This variable', instead: 'Set it another way', code: 3028, known: [] },
  ashVariable: { what: 'This variable', instead: 'Set it another way', code: 3028, known: ash },
  bothPipe: { what: '"|&"', instead: 'Use "2>&1 |"', code: 3029, known: [] },
  array: { what: 'An array', instead: 'Use arguments or separate variables', code: 3030, known: [] },
  coproc: { what: '"coproc"', instead: 'Use a pipe or "&"', code: 3032, known: [] },
  functionName: { what: 'A function name like this', instead: 'Use letters, digits and "_"', code: 3033, known: [] },
  readFile: { what: '"$(<file)"', instead: 'Use "$(cat file)"', code: 3034, known: [] },
  echo: { what: 'An option of echo', instead: 'Use printf', code: 3036, known: ash },
  exec: { what: 'An option of exec', instead: 'Do without it', code: 3038, known: [] },
  let: { what: '"let"', instead: 'Use "x=$(( … ))"', code: 3039, known: ash },
  setOption: { what: 'This option of set', instead: 'Use SHELL with bash', code: 3040, known: ash },
  local: { what: '"local"', instead: 'Use another name', code: 3043, known: both },
  builtin: { what: 'This command', instead: 'It belongs to bash', code: 3044, known: [] },
  option: { what: 'This option', instead: 'It belongs to bash', code: 3045, known: [] },
  ashOption: { what: 'This option', instead: 'It belongs to bash', code: 3045, known: ash },
  source: { what: '"source"', instead: 'Use "."', code: 3046, known: ash },
  trapError: { what: 'A trap of ERR', instead: 'Use "set -e" and a trap of EXIT', code: 3047, known: ash },
  trapPrefix: { what: 'A signal with "SIG"', instead: 'Leave "SIG" out', code: 3048, known: ash },
  printfQuote: { what: '"%q"', instead: 'Quote another way', code: 3050, known: [] },
  indirect: { what: 'An indirect expansion', instead: 'Use "eval" with care', code: 3053, known: [] },
  arrayUse: { what: 'An array', instead: 'Use arguments or separate variables', code: 3054, known: [] },
  slice: { what: 'A substring of a variable', instead: 'Use "cut" or "expr"', code: 3057, known: ash },
  casing: { what: 'A change of case', instead: 'Use "tr"', code: 3059, known: [] },
  replacement: { what: 'A replacement in a variable', instead: 'Use "sed"', code: 3060, known: ash },
  readNothing: { what: '"read" without a name', instead: 'Name a variable', code: 3061, known: ash },
  function: { what: '"function"', instead: 'Write "name() { … }"', code: 2113, known: ash },
};

type Name = keyof typeof table;

/** The constructs by their names. */
export const constructs: Readonly<Record<string, Construct>> = table;

export interface Found {
  /** Of `constructs`. */
  readonly name: string;
  readonly at: Range;
  readonly edits?: readonly ShellEdit[];
}

/** The codes of ShellCheck that stand for what `bashOnly` finds, those with several spellings included. */
export const bashOnlyCodes: readonly number[] = [
  ...new Set([...Object.values(table).map(({ code }) => code), 2112, 3037]),
].sort();

/** The code that ShellCheck gives to a construct in a dialect. */
export function codeOf({ code }: Construct, dialect: Dialect): number {
  return code === table.echo.code && dialect === 'sh' ? 3037 : code;
}

type Add = (name: Name, at: Range, edits?: readonly ShellEdit[]) => void;

/** Everything in a script that POSIX does not have, in order. */
export function bashOnly(text: ShellText): readonly Found[] {
  const { nodes, reading } = text;
  const found: Found[] = [];
  const add: Add = (name, { pos, end }, edits) => found.push({ name, at: { pos, end }, ...(edits && { edits }) });
  const word = (pos: number, length: number): Range => ({ pos, end: pos + length });

  for (const { node } of nodes.of('TestCommand')) add('test', node);
  for (const { node } of nodes.of('ArithmeticCommand')) add('arithmetic', node);
  for (const { node } of nodes.of('ArithmeticFor')) add('arithmeticFor', word(node.pos, 3));
  for (const { node } of nodes.of('Select')) add('select', word(node.pos, 6));
  for (const { node } of nodes.of('Coproc')) add('coproc', word(node.pos, 6));
  for (const { node } of nodes.of('ProcessSubstitution')) add('process', node);
  for (const { node } of nodes.of('AnsiCQuoted')) add('ansi', node);
  for (const { node } of nodes.of('LocaleString')) add('locale', node);
  for (const { node } of nodes.of('HereString')) add('hereString', word(node.pos, 3));
  for (const at of nodes.of('ExtendedGlob')) if (!enclosing(at, 'TestCommand')) add('extendedGlob', at.node);
  for (const at of nodes.of('BraceExpansion')) if (!enclosing(at, 'Assignment')) add('brace', at.node);
  for (const at of nodes.of('ArrayValue')) add('array', at.parent?.node ?? at.node);
  for (const { node } of nodes.of('Assignment')) {
    if (node.append && node.value.type === 'Word') add('append', { pos: node.value.pos - 2, end: node.value.pos });
  }
  for (const { node } of nodes.of('Pipeline')) {
    node.operators.forEach((operator, i) => {
      if (operator === '|&') add('bothPipe', word(reading.text.indexOf('|&', node.commands[i]?.end ?? node.pos), 2));
    });
  }
  for (const { node } of nodes.of('ArithmeticExpansion')) if (node.text.startsWith('$[')) add('oldArithmetic', node);
  for (const { node } of nodes.of('ArithmeticUnary')) if (/^(?:\+\+|--)$/.test(node.operator)) add('increment', node);
  for (const { node } of nodes.of('ArithmeticBinary')) if (node.operator === '**') add('power', node);
  for (const { node } of nodes.of('CommandExpansion')) if (readsFile(node)) add('readFile', node);
  for (const at of nodes.of('Redirect')) addRedirect(at.node, reading.text, add);
  addFunctions(text, add);
  for (const at of [...nodes.of('SimpleExpansion'), ...nodes.of('ParameterExpansion')]) addExpansion(text, at, add);
  const own = new Set(nodes.of('Function').map(({ node }) => node.name.value));
  for (const command of reading.commands) {
    const inBash = command.wrappers.some(({ name }) => /^(?:bash|zsh|ksh)$/.test(name));
    if (!inBash && !own.has(command.name ?? '') && !command.nameWord.text.includes('/')) addCommand(command, add);
  }
  for (const { node } of nodes.of('Command')) addExec(node, add);
  return found.sort((a, b) => a.at.pos - b.at.pos);
}

function addFunctions({ nodes, reading }: ShellText, add: Add): void {
  for (const { node } of nodes.of('Function')) {
    if (/^function\s/.test(reading.text.slice(node.pos, node.pos + 9))) {
      add('function', { pos: node.pos, end: node.pos + 8 });
    }
    if (!/^[A-Za-z_]\w*$/.test(node.name.text)) add('functionName', node.name);
  }
}

/** `$(<file)`: a substitution that holds a redirection and no command. */
function readsFile(node: Extract<SyntaxNode, { type: 'CommandExpansion' }>): boolean {
  const [only, ...more] = node.script?.commands ?? [];
  const command = only?.command;
  if (command?.type !== 'Command' || command.name || more.length > 0) return false;
  const [redirect, ...others] = command.prefix;
  return redirect?.type === 'Redirect' && redirect.operator === '<' && others.length === 0;
}

function addRedirect(node: Extract<SyntaxNode, { type: 'Redirect' }>, text: string, add: Add): void {
  const { operator, descriptor, target } = node;
  const pos = text.indexOf(operator, node.pos);
  const at = { pos, end: pos + operator.length };
  if (operator.startsWith('&>')) add('bothStreams', at);
  if (operator === '>&' && target && !target.parts && !/^(?:\d+-?|-)$/.test(target.value)) add('bothStreamsOld', at);
  if (descriptor?.type === 'FileDescriptorVariable') add('namedDescriptor', descriptor);
  else if (descriptor && descriptor.value > 9) add('highDescriptor', descriptor);
  if (target && /^\/dev\/(?:tcp|udp)\//.test(target.value)) add('network', target);
}

const bashVariables =
  /^(?:SECONDS|UID|EUID|BASH_\w+|PIPESTATUS|SHELLOPTS|BASHOPTS|DIRSTACK|GROUPS|HOSTTYPE|MACHTYPE|OSTYPE|BASHPID)$/;

function constructOf(node: Extract<Expansion, { type: 'ParameterExpansion' }>): Name | undefined {
  if (node.prefix === '!') return 'indirect';
  if (node.index) return 'arrayUse';
  switch (node.operation?.type) {
    case 'Slice':
      return 'slice';
    case 'CaseModification':
      return 'casing';
    case 'Replace':
      return 'replacement';
    default:
      return undefined;
  }
}

function addExpansion(text: ShellText, { node }: Place<Expansion>, add: Add): void {
  const name = variableOf(node);
  const construct = node.type === 'ParameterExpansion' ? constructOf(node) : undefined;
  if (construct) add(construct, node);
  if (construct || (node.type === 'ParameterExpansion' && node.operation?.type === 'Default')) return;
  const random = /^(?:RANDOM|EPOCHSECONDS)$/.test(name);
  if (!random && !bashVariables.test(name)) return;
  if (text.outer(name) || valuesOf(text.nodes, name).length > 0) return;
  add(random ? 'ashVariable' : 'variable', node);
}

/** `exec` is looked through elsewhere, so its own options are read from the command as written. */
function addExec(node: Command, add: Add): void {
  const [first] = node.args;
  if (node.name?.value === 'exec' && first && /^-[acl]+$/.test(first.text)) add('exec', first);
}

const bashBuiltins =
  /^(?:declare|typeset|shopt|pushd|popd|dirs|disown|mapfile|readarray|compgen|complete|caller|enable)$/;
const posixOptions =
  /^(?:allexport|errexit|ignoreeof|monitor|noclobber|noexec|noglob|nolog|notify|nounset|verbose|vi|emacs|xtrace)$/;

function addCommand({ name, nameWord, args }: ShellCommand, add: Add): void {
  const [first] = args;
  switch (name) {
    case '[':
    case 'test': {
      if (args.length > 4) break;
      const equals = args.find((arg) => arg.text === '==');
      if (equals) add('equals', equals, [{ pos: equals.pos, end: equals.end, text: '=' }]);
      const matches = args.find((arg) => arg.text === '=~');
      if (matches) add('matches', matches);
      const order = args.find((arg) => /^(?:\\[<>]|(["'])[<>]\1)$/.test(arg.text));
      if (order) add('before', order);
      if (first && args.length > 1 && args.length < 4 && args[1]?.text !== '=') {
        if (first.text === '-v') add('isSet', first);
        if (first.text === '-a') add('exists', first, [{ pos: first.pos, end: first.end, text: '-e' }]);
      }
      break;
    }
    case 'echo':
      // `-n` is left out: every sh of today has it.
      if (first && /^-(?:[neE]*[eE][neE]*)$/.test(first.value ?? '')) add('echo', first);
      break;
    case 'set':
      args.forEach((arg, i) => {
        const option = args[i - 1];
        if (!option || !/^[-+]\w*o$/.test(option.text) || arg.value === undefined || !/^[a-z]+$/.test(arg.value))
          return;
        if (!posixOptions.test(arg.value)) add('setOption', { pos: option.pos, end: arg.end });
      });
      break;
    case 'read': {
      const option = args.find((arg) => /^-\w*[aeinNdstu]/.test(arg.text));
      if (option) add(/^-\w*[aeiN]/.test(option.text) ? 'option' : 'ashOption', option);
      else if (args.every((arg) => arg.text === '-r')) add('readNothing', nameWord);
      break;
    }
    case 'printf':
      if (first?.text === '-v') add('option', first);
      else if (first?.value?.includes('%q')) add('printfQuote', first);
      break;
    case 'export':
    case 'readonly':
    case 'wait':
    case 'unset': {
      const wrong = { export: /^-[a-z]*f/, readonly: /^-[a-z]*[aAf]/, wait: /^-[a-z]*[nfp]/, unset: /^-[a-z]*n/ }[name];
      if (first && wrong.test(first.text)) add('option', first);
      break;
    }
    case 'trap': {
      for (const arg of args.slice(1)) {
        if (/^(?:ERR|DEBUG|RETURN)$/.test(arg.text)) add('trapError', arg);
        else if (/^SIG[A-Z]+$/.test(arg.text)) {
          add('trapPrefix', arg, [{ pos: arg.pos, end: arg.end, text: arg.text.slice(3) }]);
        }
      }
      break;
    }
    case 'source':
      add('source', nameWord, [{ pos: nameWord.pos, end: nameWord.end, text: '.' }]);
      break;
    case 'local':
      add('local', nameWord);
      break;
    case 'let':
      add('let', nameWord);
      break;
    default:
      if (bashBuiltins.test(name ?? '')) add('builtin', nameWord);
  }
}
