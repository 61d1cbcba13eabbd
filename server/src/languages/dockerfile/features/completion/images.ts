import type { Items } from '../../../../core/completion-items.js';
import { imageFacts, knownImages } from '../../../../images/base-images.js';
import { parseReference } from '../../../../images/reference.js';
import type { Stage } from '../../model/dockerfile.js';
import { type ArgumentPlace, type Context, type Word, wordAt, wordFrom } from './place.js';

/** FROM: an image with its tag or an earlier stage, then `AS`, then a name. */
export function completeFrom(place: ArgumentPlace, into: Items, inCase: (keyword: string) => string): void {
  const words = place.text.slice(place.from, place.at).split(/\s+/);
  const typed = words.pop() ?? '';
  const before = words.filter((word) => word !== '' && !word.startsWith('--'));
  const word = wordAt(place);
  if (!word) return;
  if (before.length === 0) {
    completeImage(place, word, typed, into, { scratch: true });
  } else if (before.length === 1) {
    into.add(word.span, inCase('AS'), {
      kind: 'keyword',
      text: `${inCase('AS')} `,
      again: true,
      detail: 'name the stage',
    });
  } else if (before.length === 2 && /^as$/i.test(before[1] ?? '')) {
    const taken = new Set(place.context.document.stages.map((stage) => stage.name));
    for (const name of ['base', 'deps', 'build', 'test', 'runtime']) {
      if (!taken.has(name)) into.add(word.span, name, { detail: 'stage name' });
    }
  }
}

/** The value of `--from`, of COPY or of a mount: a stage that comes before, or an image. */
export function completeFromFlag(place: ArgumentPlace, valueStart: number, indexes: boolean, into: Items): void {
  const word = wordFrom(place, valueStart, ',"\'');
  if (!word) return;
  completeImage(place, word, word.typed, into, { indexes });
}

function completeImage(
  place: ArgumentPlace,
  word: Word,
  typed: string,
  into: Items,
  offers: { readonly scratch?: boolean; readonly indexes?: boolean },
): void {
  const { context } = place;
  const { tag, digest, nameEnd, repository } = parseReference(typed);
  if (digest !== undefined) return;
  if (tag !== undefined) {
    const start = word.span.start + nameEnd + 1;
    completeTag(context, repository, { start, end: word.span.end }, into);
    return;
  }
  // In front of a tag that is there, only the name is replaced.
  const rest = context.text.slice(place.offset, word.span.end);
  const colon = rest.search(/[:@]/);
  const tagged = colon !== -1;
  const span = tagged ? { start: word.span.start, end: place.offset + colon } : word.span;
  for (const stage of earlierStages(place)) {
    const name = stage.from?.name?.text ?? (offers.indexes ? String(stage.index) : '');
    if (name !== '')
      into.add(span, name, {
        kind: 'reference',
        detail: `stage ${stage.index}: ${baseText(stage)}`,
        common: offers.indexes ?? false,
      });
  }
  if (offers.scratch) into.add(span, 'scratch', { detail: 'an empty image' });
  const used = usedRepositories(context, place.instruction.index);
  const images = [...knownImages()].filter(({ name }) => name !== 'scratch');
  images.sort((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)));
  for (const { name, summary } of images) {
    const facts = imageFacts(name, undefined);
    into.add(span, name, {
      text: tagged ? name : `${name}:`,
      again: !tagged,
      detail: summary,
      deprecated: facts?.deprecated !== undefined,
      data: `image:${name}`,
    });
  }
}

function completeTag(context: Context, repository: string, span: { start: number; end: number }, into: Items): void {
  const image = knownImages().find(({ name }) => name === imageFacts(repository, undefined)?.name);
  if (!image) return;
  const used = context.document.stages.flatMap(({ base }) =>
    base.kind === 'image' && base.reference.repository === repository && base.reference.tag ? [base.reference.tag] : [],
  );
  const known = new Set(image.tags);
  const tags = [...new Set([...used.filter((tag) => known.has(tag)), ...image.tags])];
  const ended = (tag: string): string | undefined => {
    const date = imageFacts(repository, tag)?.endOfLife?.date;
    return date !== undefined && date <= context.today ? date : undefined;
  };
  for (const tag of [...tags].sort((a, b) => Number(ended(a) !== undefined) - Number(ended(b) !== undefined))) {
    const date = ended(tag);
    into.add(span, tag, {
      detail: date === undefined ? (used.includes(tag) ? 'used in this file' : image.name) : `no updates since ${date}`,
      deprecated: date !== undefined,
      data: `image:${image.name}:${tag}`,
    });
  }
}

/** Stages that an instruction may refer to: those before its own. */
function earlierStages(place: ArgumentPlace): readonly Stage[] {
  const { stage } = place;
  const own = stage ? stage.index : place.context.document.stages.length;
  return place.context.document.stages.slice(0, own).filter(({ from }) => from !== undefined);
}

function baseText(stage: Stage): string {
  return stage.from?.image?.text ?? '';
}

function usedRepositories(context: Context, except: number): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { base, from } of context.document.stages) {
    if (base.kind !== 'image' || from?.index === except) continue;
    used.add(imageFacts(base.reference.repository, undefined)?.name ?? base.reference.repository);
  }
  return used;
}
