import { columnOf } from '../core/text.js';
import { type PythonToken, pythonTokens } from './tokens.js';

/** Something in a script that surely is not as it was meant. */
export interface PythonFinding {
  readonly kind: 'unclosed' | 'unopened' | 'mismatched' | 'string' | 'undefined' | 'unused-import';
  /** The name, or the bracket. */
  readonly text: string;
  readonly pos: number;
  readonly end: number;
}

const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import ' +
    'in is lambda nonlocal not or pass raise return try while with yield match case type _ print exec'
  ).split(' '),
);

/** Names that Python has by itself, also those that only version 2 had. */
const builtins: ReadonlySet<string> = new Set(
  (
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits ' +
    'delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id ' +
    'input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print ' +
    'property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Ellipsis ' +
    'NotImplemented ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError ' +
    'BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ' +
    'ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError ' +
    'FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError ' +
    'IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError ' +
    'NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ' +
    'ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning ' +
    'StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError ' +
    'UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ' +
    'ValueError Warning WindowsError ZeroDivisionError apply basestring buffer cmp coerce execfile file intern long raw_input ' +
    'reduce reload unichr unicode xrange'
  ).split(' '),
);

/** Longer lines are data, and no code that a person reads. */
const longestLine = 5000;

/** After one of these, names may be there that nothing in the text sets. */
const openers: ReadonlySet<string> = new Set(['exec', 'eval', 'globals', 'locals', 'vars', 'NameError', 'execfile']);

/**
 * What is wrong with a script, as far as its tokens tell for sure: brackets and strings that do not end, names that nothing in
 * the whole script sets, and imports in its outermost block that nothing uses.
 * @param isHole whether a name stands for a text that is not known.
 */
export function pythonFindings(text: string, isHole: (token: PythonToken) => boolean): readonly PythonFinding[] {
  const { tokens, problem, other } = pythonTokens(text);
  if (problem) {
    const { kind, pos, end } = problem;
    return [{ kind, text: text.slice(pos, end), pos, end }];
  }
  const lines = linesOf(tokens);
  if (lines.some((line) => line.length > longestLine)) return [];
  // A line of unknown text may set and use any name.
  if (lines.some(([first]) => first && isHole(first))) return [];
  const names = new Names();
  for (const line of lines) names.read(line, isHole);
  const findings: PythonFinding[] = [];
  const isOpen = names.everything || tokens.some(({ text: word }) => openers.has(word));
  if (!isOpen) {
    const told = new Set<string>();
    for (const { text: name, pos, end } of names.uses) {
      if (names.set.has(name) || told.has(name) || builtins.has(name) || /^__\w+__$/.test(name)) continue;
      told.add(name);
      findings.push({ kind: 'undefined', text: name, pos, end });
    }
  }
  const counts = new Map<string, number>();
  for (const { kind, text: name } of tokens) if (kind === 'name') counts.set(name, (counts.get(name) ?? 0) + 1);
  const words = new Set(other.flatMap((part) => part.match(/[A-Za-z_]\w*/g) ?? []));
  for (const { token, of } of names.imports) {
    if (columnOf(text, of.pos) > 0 || words.has(token.text)) continue;
    const isUsed = (counts.get(token.text) ?? 0) > 1 && !isShadowed(tokens, token);
    if (!isUsed) findings.push({ kind: 'unused-import', text: token.text, pos: token.pos, end: token.end });
  }
  return findings;
}

/** Logical lines, also those behind a `;`, without what ends them. */
function linesOf(tokens: readonly PythonToken[]): readonly (readonly PythonToken[])[] {
  const lines: PythonToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'newline' || (token.text === ';' && token.depth === 0)) lines.push([]);
    else lines[lines.length - 1]?.push(token);
  }
  return lines.filter((line) => line.length > 0);
}

/** The names that a script sets, uses and imports. Where that is not sure, a name counts as set. */
class Names {
  readonly set = new Set<string>();
  readonly uses: PythonToken[] = [];
  readonly imports: { readonly token: PythonToken; readonly of: PythonToken }[] = [];
  /** Whether `import *` brings in what cannot be told. */
  everything = false;

  read(line: readonly PythonToken[], isHole: (token: PythonToken) => boolean): void {
    const [first] = line;
    if (!first) return;
    // `if x: import y` has its statement on the same line.
    const from = line.findIndex(({ text, depth }) => depth === 0 && (text === 'import' || text === 'from'));
    const isImport = from === 0 || (from > 0 && line[from - 1]?.text === ':');
    const own = isImport ? line.slice(0, from) : line;
    if (isImport) this.#import(line.slice(from));
    this.#bind(own);
    own.forEach((token, i) => {
      const [before, after] = [own[i - 1]?.text, own[i + 1]?.text];
      if (token.kind !== 'name' || keywords.has(token.text) || isHole(token)) return;
      // An attribute, and the name of an argument.
      if (before === '.' || (after === '=' && token.depth > 0)) return;
      this.uses.push(token);
    });
  }

  #import(line: readonly PythonToken[]): void {
    const [first] = line;
    const isFrom = first?.text === 'from';
    const start = line.findIndex(({ text }) => text === 'import') + 1;
    if (!first || start === 0) return;
    if (line.some(({ text }, i) => i >= start && text === '*')) this.everything = true;
    const isFuture = isFrom && line[1]?.text === '__future__';
    let parts: PythonToken[] = [];
    const finish = (): void => {
      const renamed = parts.findIndex(({ text }) => text === 'as');
      const token = renamed === -1 ? parts[0] : parts[renamed + 1];
      parts = [];
      if (token?.kind !== 'name') return;
      this.set.add(token.text);
      if (!isFuture) this.imports.push({ token, of: first });
    };
    for (const token of line.slice(start)) {
      if (token.text === ',' || token.text === '(' || token.text === ')') finish();
      else parts.push(token);
    }
    finish();
  }

  #bind(line: readonly PythonToken[]): void {
    const all = (tokens: readonly PythonToken[]): void => {
      for (const { kind, text } of tokens) if (kind === 'name') this.set.add(text);
    };
    const equals = line.findLastIndex(
      ({ text, depth }) => depth === 0 && /^(?:[^=!<>]{0,2})=$/.test(text) && text !== ':=',
    );
    if (equals > 0) all(line.slice(0, equals));
    // `x: int`, and what a pattern takes.
    if (line[1]?.text === ':' && line[0]?.kind === 'name') this.set.add(line[0].text);
    const word = line[0]?.text ?? '';
    if (/^(?:case|global|nonlocal|def|class|async|type)$/.test(word)) all(word === 'class' ? line.slice(0, 2) : line);
    line.forEach((token, i) => {
      const next = line[i + 1];
      if (token.text === ':=') all(line.slice(i - 1, i));
      else if (token.text === 'for' || token.text === 'lambda') {
        const stop = token.text === 'for' ? 'in' : ':';
        const to = line.findIndex((one, at) => at > i && one.text === stop && one.depth <= token.depth);
        all(line.slice(i + 1, to === -1 ? undefined : to));
      } else if (token.text === 'as' && next) {
        const to = line.findIndex((one, at) => at > i && one.text === ':' && one.depth <= token.depth);
        all(next.kind === 'name' ? [next] : line.slice(i + 1, to === -1 ? undefined : to));
      } else if (token.text === 'def' || token.text === 'class') all(next ? [next] : []);
    });
  }
}

/** Whether a name that is imported is given another value, by a loop in the outermost block, before anything reads it. */
function isShadowed(tokens: readonly PythonToken[], imported: PythonToken): boolean {
  const next = tokens.findIndex(
    ({ text, kind, pos }) => kind === 'name' && text === imported.text && pos > imported.pos,
  );
  return tokens[next - 1]?.text === 'for' && tokens[next + 1]?.text === 'in' && tokens[next - 2]?.kind === 'newline';
}
