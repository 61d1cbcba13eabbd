import {
  type Assignment,
  type Command,
  forEachChild,
  type ParsedScript,
  type ParseError,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash';

/** A word of a command. Offsets are those of the script's text. */
export interface ShellWord {
  readonly pos: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** The word after quote removal; undefined where it holds an expansion. */
  readonly value: string | undefined;
  /** Undefined for a word of an exec form, which no shell reads. */
  readonly node: Word | undefined;
}

export type Enclosing = 'subshell' | 'group' | 'substitution' | 'if' | 'condition' | 'loop' | 'case' | 'function';

/** Where a command stands among others. */
export interface CommandPlace {
  /** What it is inside of, outermost first. */
  readonly enclosing: readonly Enclosing[];
  readonly pipelineIndex: number;
  readonly pipelineLength: number;
  /** What joins it (or its pipeline) to the next one in the same list, and to the one before. */
  readonly next: '&&' | '||' | ';' | '&' | undefined;
  readonly previous: '&&' | '||' | ';' | '&' | undefined;
}

/** A simple command, after looking through `sudo`, `env`, `exec` and the like. */
export interface ShellCommand {
  readonly pos: number;
  readonly end: number;
  /** Base name of the program that does the work; undefined where an expansion decides. */
  readonly name: string | undefined;
  readonly nameWord: ShellWord;
  /** The words after the name. */
  readonly args: readonly ShellWord[];
  /** The programs that were looked through: `sudo`, `env`, `sh`, … with their words. */
  readonly wrappers: readonly { readonly name: string; readonly word: ShellWord }[];
  /** `NAME=value` before the name, those given to `env` included. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirection[];
  readonly place: CommandPlace;
  /** Undefined for an exec form. */
  readonly node: Command | undefined;
}

/** A piece of shell text, read. Immutable and without a place in a file, so that equal texts share one. */
export interface ShellReading {
  readonly text: string;
  readonly script: ParsedScript;
  readonly errors: readonly ParseError[];
  /** Every simple command, also those in substitutions, in order of their place. */
  readonly commands: readonly ShellCommand[];
  /** Assignments that stand alone (`X=1;`), which set a shell variable. */
  readonly assignments: readonly Assignment[];
}

const cache = new Map<string, ShellReading>();
const cacheSize = 2000;
const cachedLength = 20_000;

/** Reads shell text as bash, whatever its errors. Equal texts are read once. */
export function readShell(text: string): ShellReading {
  const cached = cache.get(text);
  if (cached) return cached;
  const script = parse(text);
  const collector: Collector = { text, commands: [], assignments: [], errors: [...(script.errors ?? [])] };
  collectList(script.commands, [], collector);
  const reading: ShellReading = {
    text,
    script,
    errors: collector.errors,
    commands: collector.commands.sort((a, b) => a.pos - b.pos),
    assignments: collector.assignments,
  };
  if (text.length <= cachedLength) {
    if (cache.size >= cacheSize) for (const key of [...cache.keys()].slice(0, cacheSize / 2)) cache.delete(key);
    cache.set(text, reading);
  }
  return reading;
}

interface Collector {
  readonly text: string;
  readonly commands: ShellCommand[];
  readonly assignments: Assignment[];
  readonly errors: ParseError[];
}

type Joint = CommandPlace['next'];
type Around = { readonly next: Joint; readonly previous: Joint };

const alone: Around = { next: undefined, previous: undefined };

function collectList(
  statements: readonly Extract<SyntaxNode, { type: 'Statement' }>[],
  enclosing: readonly Enclosing[],
  into: Collector,
): void {
  statements.forEach((statement, i) => {
    const before = statements[i - 1];
    const around: Around = {
      previous: before ? (before.background ? '&' : ';') : undefined,
      next: statement.background ? '&' : i + 1 < statements.length ? ';' : undefined,
    };
    collect(statement.command, enclosing, around, into);
  });
}

function collect(node: SyntaxNode, enclosing: readonly Enclosing[], around: Around, into: Collector): void {
  const within = (name: Enclosing): readonly Enclosing[] => [...enclosing, name];
  switch (node.type) {
    case 'AndOr':
      node.commands.forEach((command, i) => {
        collect(
          command,
          enclosing,
          { previous: node.operators[i - 1] ?? around.previous, next: node.operators[i] ?? around.next },
          into,
        );
      });
      return;
    case 'Pipeline':
      node.commands.forEach((command, i) => {
        const place = { enclosing, pipelineIndex: i, pipelineLength: node.commands.length, ...around };
        if (command.type === 'Command') collectCommand(command, place, into);
        else collect(command, enclosing, around, into);
      });
      return;
    case 'Command':
      collectCommand(node, { enclosing, pipelineIndex: 0, pipelineLength: 1, ...around }, into);
      return;
    case 'Subshell':
      collectList(node.body.commands, within('subshell'), into);
      return;
    case 'BraceGroup':
      collectList(node.body.commands, within('group'), into);
      return;
    case 'If':
      collectList(node.clause.commands, within('condition'), into);
      collectList(node.then.commands, within('if'), into);
      for (const branch of node.elif) {
        collectList(branch.clause.commands, within('condition'), into);
        collectList(branch.then.commands, within('if'), into);
      }
      if (node.else) collectList(node.else.commands, within('if'), into);
      return;
    case 'While':
      collectList(node.clause.commands, within('condition'), into);
      collectList(node.body.commands, within('loop'), into);
      return;
    case 'For':
    case 'Select':
      for (const word of node.wordlist ?? []) collectWord(word, enclosing, into);
      collectList(node.body.commands, within('loop'), into);
      return;
    case 'ArithmeticFor':
      collectList(node.body.commands, within('loop'), into);
      return;
    case 'Case':
      collectWord(node.word, enclosing, into);
      for (const item of node.items) collectList(item.body.commands, within('case'), into);
      return;
    case 'Function':
    case 'Coproc':
      if (node.body.type === 'CompoundList') collectList(node.body.commands, within('function'), into);
      else collect(node.body, within('function'), alone, into);
      return;
    case 'Redirected':
      collect(node.command, enclosing, around, into);
      for (const redirect of node.redirects) collectParts(redirect, enclosing, into);
      return;
    default:
      collectParts(node, enclosing, into);
  }
}

/** Looks for substitutions in whatever is no command itself. */
function collectParts(node: SyntaxNode, enclosing: readonly Enclosing[], into: Collector): void {
  if (node.type === 'Script') {
    // A backtick script with escapes has a text of its own, whose offsets lead nowhere in ours.
    if (node.source !== undefined) return;
    if ('errors' in node && node.errors) into.errors.push(...node.errors);
    collectList(node.commands, [...enclosing, 'substitution'], into);
    return;
  }
  forEachChild(node, (child) => collectParts(child, enclosing, into));
}

function collectWord(word: Word, enclosing: readonly Enclosing[], into: Collector): void {
  if (word.parts) collectParts(word, enclosing, into);
}

function collectCommand(node: Command, place: CommandPlace, into: Collector): void {
  for (const part of node.prefix) collectParts(part, place.enclosing, into);
  for (const part of node.suffix) {
    if (part.type !== 'Word' || part.parts) collectParts(part, place.enclosing, into);
  }
  const assignments = node.prefix.filter((part) => part.type === 'Assignment');
  if (!node.name) {
    into.assignments.push(...assignments);
    return;
  }
  if (node.name.parts) collectParts(node.name, place.enclosing, into);
  const words = [node.name, ...node.args].map(shellWord);
  const command = lookThrough(words, assignments, node, place, node.redirects);
  into.commands.push(command);
  collectNested(command, into);
}

function shellWord(node: Word | Assignment): ShellWord {
  if (node.type === 'Word') {
    return { pos: node.pos, end: node.end, text: node.text, value: literal(node), node };
  }
  const { value } = node;
  const text = node.type === 'Assignment' && value.type === 'Word' ? literal(value) : undefined;
  const head = node.text.slice(0, value.pos - node.pos);
  return {
    pos: node.pos,
    end: node.end,
    text: node.text,
    value: text === undefined ? undefined : head + text,
    node: undefined,
  };
}

/** The text of a word without expansions, quotes removed; undefined where it has one. */
export function literal(word: Word): string | undefined {
  if (!word.parts) return word.value;
  let value = '';
  for (const part of word.parts) {
    const text = partLiteral(part);
    if (text === undefined) return undefined;
    value += text;
  }
  return value;
}

function partLiteral(part: WordPart): string | undefined {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return part.text;
    case 'DoubleQuoted':
    case 'LocaleString': {
      let value = '';
      for (const child of part.parts) {
        if (child.type !== 'Literal') return undefined;
        value += child.value;
      }
      return value;
    }
    default:
      return undefined;
  }
}

/** Options of a wrapper that take the next word as their value. */
const wrapperOptions: ReadonlyMap<string, RegExp> = new Map([
  ['sudo', /^(?:-[ugpCDhrtTU]|--(?:user|group|prompt|chdir|host|role|type|other-user))$/],
  ['doas', /^-[uC]$/],
  ['env', /^(?:-[uCS]|--(?:unset|chdir|split-string))$/],
  ['exec', /^-a$/],
  ['command', /^$/],
  ['time', /^(?:-[fo]|--(?:format|output))$/],
  ['nice', /^(?:-n|--adjustment)$/],
  ['nohup', /^$/],
  ['eatmydata', /^$/],
  ['builtin', /^$/],
]);

function lookThrough(
  words: readonly ShellWord[],
  prefix: readonly Assignment[],
  node: Command | undefined,
  place: CommandPlace,
  redirects: readonly Redirection[],
): ShellCommand {
  const wrappers: { name: string; word: ShellWord }[] = [];
  let at = 0;
  for (;;) {
    const word = words[at];
    const name = word && programName(word);
    const valued = name === undefined ? undefined : wrapperOptions.get(name);
    if (!word || name === undefined || !valued) break;
    let next = at + 1;
    for (; next < words.length; next++) {
      const text = words[next]?.value;
      if (text === undefined) break;
      if (text === '--') {
        next++;
        break;
      }
      if (valued.test(text)) next++;
      else if (
        !(text.startsWith('-') && text.length > 1) &&
        !(/^\w+=/.test(text) && (name === 'env' || name === 'sudo'))
      )
        break;
    }
    // `command -v x` and a wrapper without a command do the work themselves.
    if (next >= words.length || (name === 'command' && /^-[vV]/.test(words[at + 1]?.value ?? ''))) break;
    wrappers.push({ name, word });
    at = next;
  }
  const nameWord = words[at] ?? words[0] ?? { pos: 0, end: 0, text: '', value: '', node: undefined };
  const last = words[words.length - 1] ?? nameWord;
  return {
    pos: node?.pos ?? words[0]?.pos ?? 0,
    end: node?.end ?? last.end,
    name: programName(nameWord),
    nameWord,
    args: words.slice(at + 1),
    wrappers,
    assignments: prefix,
    redirects,
    place,
    node,
  };
}

function programName(word: ShellWord): string | undefined {
  return word.value === undefined ? undefined : word.value.slice(word.value.lastIndexOf('/') + 1);
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** Reads the script of `sh -c '…'`, where it is written so that each character has its place in our text. */
function collectNested(command: ShellCommand, into: Collector): void {
  if (command.name === undefined || !shells.has(command.name)) return;
  const flag = command.args.findIndex((arg) => /^-[a-z]*c$/.test(arg.value ?? ''));
  const word = flag === -1 ? undefined : command.args[flag + 1];
  if (word?.value === undefined) return;
  const quoted = /^(['"])([^\\]*)\1$/s.exec(word.text);
  const inner = quoted ? quoted[2] : word.text === word.value ? word.text : undefined;
  if (inner === undefined || inner !== word.value) return;
  // Blanks in front keep the offsets of the script equal to those of the text around it.
  const nested = parse(' '.repeat(word.pos + (quoted ? 1 : 0)) + inner);
  const wrapper = { name: command.name, word: command.nameWord };
  const inside: Collector = { text: into.text, commands: [], assignments: into.assignments, errors: [] };
  collectList(nested.commands, [...command.place.enclosing, 'subshell'], inside);
  for (const found of inside.commands) into.commands.push({ ...found, wrappers: [wrapper, ...found.wrappers] });
}

/** A command of an exec form, whose words no shell reads. */
export function execCommand(words: readonly { pos: number; end: number; value: string }[]): ShellCommand | undefined {
  if (words.length === 0) return undefined;
  const read = words.map((word): ShellWord => ({ ...word, text: word.value, node: undefined }));
  return lookThrough(read, [], undefined, { ...wholeText, enclosing: [] }, []);
}

const wholeText = { pipelineIndex: 0, pipelineLength: 1, next: undefined, previous: undefined } as const;
