import { Memory } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import {
  jsonPlaces,
  readFlags,
  readJson,
  readPairs,
  readQuotedWords,
  readWords,
  splitPair,
  token,
} from './arguments.js';
import { hasByteSpace, isBlank, isByteSpace, skipSpaces, trimEnd } from './characters.js';
import { type Logical, offsetOf } from './logical.js';
import type {
  Comment,
  Heredoc,
  Instruction,
  InstructionKind,
  InstructionOf,
  JsonArray,
  JsonElement,
  SyntaxProblem,
  Token,
} from './tree.js';

export const instructionKinds: readonly Exclude<InstructionKind, 'UNKNOWN'>[] = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

const kinds: ReadonlySet<string> = new Set(instructionKinds);

/** The lines of one instruction, as the line reader found them. */
export interface InstructionLines {
  readonly index: number;
  readonly logical: Logical;
  readonly lineEnd: number;
  readonly next: number;
  readonly comments: readonly Comment[];
  readonly innerComments: readonly Comment[];
  readonly emptyLines: readonly Span[];
}

/** Reads an instruction; heredoc bodies are added by the line reader, which alone sees the lines that follow. */
export function readInstruction(
  lines: InstructionLines,
  from: number,
  escape: '\\' | '`',
  trigger: 'own' | 'triggered',
  problems: SyntaxProblem[],
): Instruction {
  const { logical } = lines;
  const { text } = logical;
  const start = skipSpaces(text, from);
  const end = trimEnd(text, start, text.length);
  let keywordEnd = start;
  while (keywordEnd < end && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd++;
  const keyword = token(logical, start, keywordEnd);
  const { flags, end: restAt } = readFlags(logical, keywordEnd, end, escape.charCodeAt(0));
  const restEnd = Math.max(restAt, end);
  const name = keyword.text.toUpperCase();
  const kind = (kinds.has(name) ? name : 'UNKNOWN') as InstructionKind;
  const base: Base = {
    kind,
    start: offsetOf(logical, start),
    end: lines.lineEnd,
    index: lines.index,
    keyword,
    flags,
    logical,
    rest: token(logical, restAt, restEnd),
    restAt,
    lineEnd: lines.lineEnd,
    next: lines.next,
    heredocs: noHeredocs,
    comments: lines.comments,
    innerComments: lines.innerComments,
    emptyLines: lines.emptyLines,
    trigger: trigger === 'triggered',
    memory: new Memory(),
  };
  const escapeCode = escape.charCodeAt(0);
  switch (kind) {
    case 'FROM': {
      const words = readWords(logical, restAt, restEnd);
      const [image, as, stage] = words;
      return complete<'FROM'>(base, { words, image, as, name: stage });
    }
    case 'ARG': {
      const pairs = readQuotedWords(logical, restAt, restEnd, escapeCode).map((word) => splitPair(logical, word));
      return complete<'ARG'>(base, { pairs, legacy: false });
    }
    case 'ENV':
    case 'LABEL': {
      const { pairs, legacy, problem } = readPairs(logical, restAt, restEnd, escapeCode, name);
      if (problem) problems.push(problem);
      return complete<'ENV' | 'LABEL'>(base, { pairs, legacy });
    }
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return complete<'RUN' | 'CMD' | 'ENTRYPOINT' | 'SHELL'>(base, {
        json: strings(readJson(logical, restAt, restEnd), problems),
      });
    case 'COPY':
    case 'ADD': {
      const { json, words } = readList(logical, restAt, restEnd, problems);
      const destination = words.length > 1 ? words[words.length - 1] : undefined;
      const sources = words.slice(0, Math.max(1, words.length - 1));
      return complete<'COPY' | 'ADD'>(base, { json, words, sources, destination });
    }
    case 'EXPOSE':
      return complete<'EXPOSE'>(base, { json: undefined, words: readWords(logical, restAt, restEnd) });
    case 'VOLUME':
      return complete<'VOLUME'>(base, readList(logical, restAt, restEnd, problems));
    case 'HEALTHCHECK': {
      let typeEnd = restAt;
      while (typeEnd < restEnd && !isByteSpace(text.charCodeAt(typeEnd))) {
        if (hasByteSpace(text.charCodeAt(typeEnd++))) break;
      }
      const commandAt = Math.min(skipSpaces(text, typeEnd), restEnd);
      return complete<'HEALTHCHECK'>(base, {
        type: typeEnd > restAt ? token(logical, restAt, typeEnd) : undefined,
        command: restEnd > commandAt ? token(logical, commandAt, restEnd) : undefined,
        commandAt,
        json: strings(readJson(logical, commandAt, restEnd), problems),
      });
    }
    case 'ONBUILD': {
      const inner = restEnd > restAt ? readInstruction(lines, restAt, escape, 'triggered', problems) : undefined;
      return complete<'ONBUILD'>(base, { instruction: inner });
    }
    case 'MAINTAINER':
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      return complete<'MAINTAINER' | 'STOPSIGNAL' | 'USER' | 'WORKDIR'>(base, {
        words: readWords(logical, restAt, restEnd),
      });
    case 'UNKNOWN':
      return complete<'UNKNOWN'>(base, {});
  }
}

type Base = Pick<Instruction, keyof Instruction>;
type Own<K extends InstructionKind> = Omit<InstructionOf<K>, keyof Base>;

/** Adds what only a kind has. Copying the base instead would cost as much as all the rest of the reading. */
function complete<K extends InstructionKind>(base: Base, own: Own<K>): Instruction {
  return Object.assign(base, own) as Instruction;
}

const noHeredocs: readonly Heredoc[] = [];

function readList(
  logical: Logical,
  from: number,
  to: number,
  problems: SyntaxProblem[],
): { json: JsonArray | undefined; words: readonly Token[] } {
  const json = strings(readJson(logical, from, to), problems);
  if (!json) return { json, words: readWords(logical, from, to) };
  return { json, words: json.elements.map((element) => jsonWord(logical, element)) };
}

/** An element as the word that it stands for, without quotes and escapes. */
function jsonWord(logical: Logical, element: JsonElement): Token {
  const { value } = element;
  if (value === undefined) return element;
  const read = { ...element, text: value };
  // Only what may be expanded needs to be found in the file.
  return special.test(value) ? { ...read, places: jsonPlaces(logical, element) } : read;
}

const special = /[$"'\\`]/;

function strings(json: JsonArray | undefined, problems: SyntaxProblem[]): JsonArray | undefined {
  const wrong = json?.elements.find((element) => element.value === undefined);
  if (wrong) problems.push({ start: wrong.start, end: wrong.end, kind: 'json-not-strings', subject: wrong.text });
  return json;
}

/** The instruction that may open heredocs: itself, or what it triggers. */
export function heredocHost(instruction: Instruction): Instruction | undefined {
  const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
  if (!host || (host.kind !== 'RUN' && host.kind !== 'COPY' && host.kind !== 'ADD') || host.json) return undefined;
  return host;
}

/** The same instruction with its heredocs, which also end it. */
export function withHeredocs(
  instruction: Instruction,
  heredocs: readonly Heredoc[],
  end: number,
  next: number,
): Instruction {
  const grown = { ...instruction, heredocs, end, next, memory: new Memory() };
  if (grown.kind === 'ONBUILD' && grown.instruction) {
    return {
      ...grown,
      instruction: { ...grown.instruction, heredocs, end, next, memory: new Memory() } as Instruction,
    };
  }
  return grown as Instruction;
}
