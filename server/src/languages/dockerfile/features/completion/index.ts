import { Items } from '../../../../core/completion-items.js';
import type { Completion } from '../../../../core/features.js';
import { stageReferred } from '../../model/dockerfile.js';
import { describeTopic } from '../topics.js';
import {
  completeArg,
  completeExec,
  completeExpose,
  completeLabel,
  completeSignal,
  completeUser,
  completeWorkdir,
} from './arguments.js';
import { completeComment, completeTopLine } from './comments.js';
import { completeFlag, completeNewFlag } from './flags.js';
import { completeFrom } from './images.js';
import { caseOf, completeKeyword } from './keywords.js';
import { completeContextPath, completeImagePath, completeStagePath } from './paths.js';
import { type ArgumentPlace, type Context, placeAt, wordAt } from './place.js';
import { completeShell } from './shell.js';
import { completeVariable, type Expander } from './variables.js';

/** What may be written at a place, the likeliest first. */
export function complete(context: Context, offset: number): readonly Completion[] {
  const place = placeAt(context, offset);
  const into = new Items();
  switch (place.kind) {
    case 'comment':
      completeComment(place, into);
      break;
    case 'keyword':
      completeKeyword(place, into);
      completeTopLine(place, into);
      break;
    case 'arguments':
      completeArguments(place, into);
      break;
    case 'nothing':
  }
  return into.list();
}

/** The documentation of an item, from its `data`. */
export function describe(context: Context, data: string): string | undefined {
  return describeTopic(context, data);
}

function completeArguments(place: ArgumentPlace, into: Items): void {
  if (completeVariable(place, expanderAt(place), into)) return;
  if (completeFlag(place, into)) return;
  completeArgument(place, into);
  completeNewFlag(place, into);
}

function completeArgument(place: ArgumentPlace, into: Items): void {
  const { instruction, context } = place;
  const keywordCase = (keyword: string): string => caseOf(context.document, undefined)(keyword);
  switch (instruction.kind) {
    case 'FROM':
      completeFrom(place, into, keywordCase);
      return;
    case 'ARG':
      completeArg(place, into);
      return;
    case 'LABEL':
      completeLabel(place, into);
      return;
    case 'WORKDIR':
      completeWorkdir(place, into);
      return;
    case 'EXPOSE':
      completeExpose(place, into);
      return;
    case 'STOPSIGNAL':
      completeSignal(place, into);
      return;
    case 'USER':
      completeUser(place, into);
      return;
    case 'COPY':
    case 'ADD':
      completeCopy(place, into);
      return;
    case 'VOLUME': {
      const word = wordAt(place, '[]",');
      if (word) completeImagePath(place, word.span, into, false);
      return;
    }
    case 'RUN':
      if (!place.inHeredoc) completeHeredoc(place, into);
      if (!isJson(place)) completeShell(place, into);
      return;
    case 'HEALTHCHECK':
      completeHealthcheck(place, into, keywordCase);
      return;
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      completeExec(place, into);
      return;
    default:
  }
}

/** Who reads a `$` at the cursor. */
function expanderAt(place: ArgumentPlace): Expander {
  const { instruction, text, at, from, inHeredoc } = place;
  const word = text.slice(from, at);
  const flag = inHeredoc ? undefined : /(?:^|\s)--([\w-]+)=\S*$/.exec(word)?.[1];
  const onlyFlags = /^(?:\s+--\S+)*$/.test(word);
  switch (instruction.kind) {
    case 'RUN':
      if (onlyFlags && flag !== undefined) return flag === 'mount' ? 'builder' : 'nobody';
      return isJson(place) ? 'nobody' : 'shell';
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return isJson(place) || (onlyFlags && flag !== undefined) ? 'nobody' : 'shell';
    case 'FROM':
      return flag === undefined || flag === 'platform' ? 'builder' : 'nobody';
    case 'COPY':
    case 'ADD':
      return onlyFlags && flag !== undefined && !['chown', 'chmod', 'checksum'].includes(flag) ? 'nobody' : 'builder';
    case 'SHELL':
    case 'MAINTAINER':
      return 'nobody';
    case 'ARG':
      return word.includes('=') ? 'builder' : 'nobody';
    default:
      return 'builder';
  }
}

/** Whether the arguments begin as an exec form, finished or not. */
function isJson(place: ArgumentPlace): boolean {
  const { instruction, text, from } = place;
  if (place.inHeredoc) return false;
  const rest = text.slice(from).replace(/^(?:\s+--\S+)*\s*/, '');
  const command = instruction.kind === 'HEALTHCHECK' ? rest.replace(/^cmd\s+/i, '') : rest;
  return /^\[\s*(?:"|$)/.test(command);
}

function completeCopy(place: ArgumentPlace, into: Items): void {
  const { instruction, context, text, at } = place;
  if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return;
  const json = isJson(place);
  const before = text.slice(place.from, at).replace(/^(?:\s+--\S+)*\s*/, '');
  if (json && (before.match(/"/g) ?? []).length % 2 === 0) return;
  const word = wordAt(place, json ? '"' : '');
  if (!word) return;
  const position = json ? (before.match(/"/g) ?? []).length >> 1 : before.trimStart().split(/\s+/).length - 1;
  const from = instruction.flags.find((flag) => flag.name.text === 'from')?.value?.text;
  if (position > 0) completeImagePath(place, word.span, into, true);
  if (from === undefined || from === '') completeContextPath(place, word.typed, word.span, into);
  else if (place.stage && stageReferred(context.document, place.stage, from, 'name-or-index')) {
    completeStagePath(place, from, word.typed, word.span, into);
  }
  if (position === 0 && !json && from === undefined) completeHeredoc(place, into);
}

function completeHeredoc(place: ArgumentPlace, into: Items): void {
  const before = place.text.slice(place.from, place.at).replace(/^(?:\s+--\S+)*\s*/, '');
  const word = wordAt(place);
  if (!word || !/^<{0,2}$/.test(before) || place.text.slice(place.at).trim() !== '') return;
  const copy = place.instruction.kind !== 'RUN';
  into.add(word.span, '<<EOF', {
    kind: 'snippet',
    text: copy ? '<<EOF ${1:/path/of/file}\n$0\nEOF' : '<<EOF\nset -e\n$0\nEOF',
    snippet: true,
    detail: copy ? 'a file written here' : 'a script over several lines',
  });
}

function completeHealthcheck(place: ArgumentPlace, into: Items, inCase: (keyword: string) => string): void {
  const before = place.text.slice(place.from, place.at).replace(/^(?:\s+--\S+)*\s*/, '');
  const word = wordAt(place);
  if (!word) return;
  if (!/\s/.test(before)) {
    into.add(word.span, inCase('CMD'), {
      kind: 'keyword',
      text: `${inCase('CMD')} `,
      detail: 'the command that checks',
      data: 'instruction:HEALTHCHECK',
    });
    if (place.instruction.flags.length === 0) {
      into.add(word.span, inCase('NONE'), {
        kind: 'keyword',
        detail: 'no check, also where the base has one',
        data: 'instruction:HEALTHCHECK',
      });
    }
  }
}
