import type { Items } from '../../../../core/completion-items.js';
import { instructionHelp, type KnownKind } from '../../grammar/instructions.js';
import type { Dockerfile } from '../../model/dockerfile.js';
import { instructionKinds } from '../../syntax/instruction.js';
import type { Instruction } from '../../syntax/tree.js';
import type { KeywordPlace } from './place.js';

/** The most used first; `MAINTAINER` is not what anyone should write. */
const usual: readonly KnownKind[] = [
  'FROM',
  'RUN',
  'COPY',
  'WORKDIR',
  'ENV',
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'USER',
];
const ranked: readonly KnownKind[] = [
  ...usual,
  ...instructionKinds.filter((kind) => !usual.includes(kind) && kind !== 'MAINTAINER'),
  'MAINTAINER',
];

const notTriggers: ReadonlySet<KnownKind> = new Set<KnownKind>(['FROM', 'ONBUILD', 'MAINTAINER']);

export function completeKeyword(place: KeywordPlace, into: Items): void {
  const { document, text } = place.context;
  const typed = text.slice(place.span.start, place.span.end);
  const inCase = caseOf(document, place.instruction, typed);
  const onlyHead = !place.trigger && isHead(document, place.span.start);
  const alone = (place.instruction?.rest.text ?? '') === '' && (place.instruction?.flags.length ?? 0) === 0;
  for (const keyword of ranked) {
    if (place.trigger && notTriggers.has(keyword)) continue;
    if (onlyHead && keyword !== 'FROM' && keyword !== 'ARG') continue;
    const shared = {
      kind: 'keyword',
      detail: instructionHelp[keyword].forms[0]?.slice(keyword.length + 1) ?? '',
      data: `instruction:${keyword}`,
      deprecated: keyword === 'MAINTAINER',
      common: true,
    } as const;
    // Where arguments follow, only the keyword is replaced.
    if (!alone) {
      into.add(place.span, inCase(keyword), shared);
      continue;
    }
    into.add(place.span, inCase(keyword), { ...shared, text: `${inCase(keyword)} `, again: true });
    if (keyword !== 'HEALTHCHECK') continue;
    into.add(place.span, inCase('HEALTHCHECK CMD'), {
      ...shared,
      snippet: true,
      text: `${inCase('HEALTHCHECK')} --interval=\${1:30s} --timeout=\${2:5s} --start-period=\${3:10s} ${inCase('CMD')} $0`,
    });
    into.add(place.span, inCase('HEALTHCHECK NONE'), { ...shared, detail: 'no check, also where the base has one' });
  }
}

/** Whether no stage has begun, so that only `ARG` and `FROM` may come. A fragment without `FROM` may go on as it is. */
function isHead(document: Dockerfile, offset: number): boolean {
  const first = document.stages[0];
  if (!first) return true;
  if (first.from) return offset <= first.from.start;
  // What is being typed makes no fragment.
  return !document.instructions.some(
    ({ kind, start }) => kind !== 'ARG' && kind !== 'UNKNOWN' && kind !== 'FROM' && start < offset,
  );
}

/** Writes keywords as most of the file does; in a file without any, as the word that is being typed. */
export function caseOf(document: Dockerfile, except: Instruction | undefined, typed = ''): (keyword: string) => string {
  let upper = 0;
  let lower = 0;
  for (const { keyword, index } of document.instructions) {
    if (index === except?.index) continue;
    if (keyword.text === keyword.text.toUpperCase()) upper++;
    else if (keyword.text === keyword.text.toLowerCase()) lower++;
  }
  const isLower = upper + lower === 0 ? /^[a-z]+$/.test(typed) : lower > upper;
  return isLower ? (keyword) => keyword.toLowerCase() : (keyword) => keyword;
}
