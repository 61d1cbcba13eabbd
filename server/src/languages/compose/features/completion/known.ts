import { type Items, plain } from '../../../../core/completion-items.js';
import type { Span } from '../../../../core/text.js';
import { knownImages as baseImages, imageFacts } from '../../../../images/base-images.js';
import { parseReference } from '../../../../images/reference.js';
import { keyText } from '../../../../yaml/values.js';
import { type KnownImage, knownImage, knownImages } from '../../images.js';
import { projectOf } from '../../model/project.js';
import { textOf, valueAt } from '../../model/value.js';
import { entriesOf } from '../../model/written-names.js';
import { nodeOf, type Place } from './place.js';

/** What the image of a service is known for: its variables, ports, health check and folders; and the images themselves. */
export function completeKnown(place: Place, into: Items): void {
  const { path, context } = place;
  if (path[0] !== 'services' || path.length < 2) return;
  const attribute = path.slice(2).join('.');
  if (attribute === 'image' && place.role === 'value') {
    completeImage(place, into);
    return;
  }
  const { services } = projectOf(context.document, context.path, context.files);
  const image = textOf(valueAt(services.get(path[1] ?? '')?.value, 'image'));
  const known = image === undefined ? undefined : knownImage(image);
  if (!known) return;
  switch (attribute) {
    case '':
      if (place.role === 'key' && !place.colon) completeCheck(place, known, into);
      return;
    case 'environment':
    case 'environment.-':
      completeEnvironment(place, known, into);
      return;
    case 'ports':
    case 'ports.-':
      completePorts(place, known, into);
      return;
    case 'healthcheck.test':
      if (place.role === 'value' && known.check && place.quote === '')
        into.add(place.span, testOf(known.check), { kind: 'value', detail: `asks ${known.name} itself` });
      return;
    case 'volumes.-':
      completeTarget(place, known, into);
  }
}

/** Images that are known for what services they give, then base images; behind a colon, the tags of one. */
function completeImage(place: Place, into: Items): void {
  const { span, typed, context } = place;
  const { repository, tag, nameEnd, digest } = parseReference(typed);
  if (digest !== undefined) return;
  if (tag !== undefined) {
    completeTag(place, repository, { start: span.start + nameEnd + 1, end: span.end }, into);
    return;
  }
  const rest = context.text.slice(place.offset, span.end);
  // In front of a tag that is there, only the name is replaced.
  const colon = rest.indexOf(':');
  const end = colon !== -1 ? place.offset + colon : span.end;
  const at = { start: span.start, end };
  const offered = new Set<string>();
  for (const { repositories, tag: known, name, summary } of knownImages) {
    const [first = ''] = repositories;
    offered.add(first);
    into.add(at, first, {
      text: colon !== -1 || known === undefined ? first : `${first}:${known}`,
      detail: `${name}: ${summary}`,
    });
  }
  for (const { name, summary } of baseImages()) {
    const facts = imageFacts(name, undefined);
    if (offered.has(name) || name === 'scratch' || facts?.deprecated) continue;
    const recommended = colon === -1 ? facts?.recommendedTag : undefined;
    into.add(at, name, { text: recommended === undefined ? name : `${name}:${recommended}`, detail: summary });
  }
}

function completeTag({ context }: Place, repository: string, span: Span, into: Items): void {
  const image = baseImages().find(({ name }) => name === imageFacts(repository, undefined)?.name);
  const known = knownImage(repository)?.tag;
  const tags = new Set([...(known === undefined ? [] : [known]), ...(image?.tags ?? [])]);
  for (const tag of tags) {
    const ended = imageFacts(repository, tag)?.endOfLife?.date;
    const isOver = ended !== undefined && ended <= context.today;
    into.add(span, tag, {
      detail: isOver ? `no updates since ${ended}` : (image?.name ?? repository),
      deprecated: isOver,
    });
  }
}

/** Variables that are not set beside the cursor yet, those that must be set first. */
function completeEnvironment(place: Place, known: KnownImage, into: Items): void {
  const { path, role, typed, quote, flow, colon } = place;
  const item = path[3] === '-';
  if (typed.includes('=') || (!item && role !== 'key')) return;
  const holder = nodeOf(place, path.slice(0, 3));
  const list = holder?.kind === 'seq';
  const set = new Set<string>();
  if (holder?.kind === 'seq')
    for (const { value } of holder.items) if (value?.kind === 'scalar') set.add(value.text.replace(/=.*$/s, ''));
  for (const entry of entriesOf(holder)) set.add(keyText(entry) ?? '');
  const here = item ? typed.replace(/=.*$/s, '') : typed;
  const missing = known.required.filter((group) => !group.some((name) => set.has(name) || set.has(`${name}_FILE`)));
  for (const name of known.environment) {
    if (set.has(name) && name !== here) continue;
    const needed = missing.some(([first]) => first === name);
    const detail = needed ? `${known.name} does not start without it` : known.name;
    const details = { kind: 'variable', detail } as const;
    if (item || (list && !flow && quote === ''))
      into.add(place.span, item ? name : `- ${name}`, {
        ...details,
        text: `${item ? '' : '- '}${name}=`,
        filter: name,
      });
    else into.add(place.span, name, { ...details, text: colon ? name : `${name}: ` });
  }
}

/** The image's ports, for this machine alone and, for pages and interfaces that others use, for everyone. */
function completePorts(place: Place, known: KnownImage, into: Items): void {
  const { path, role, quote, flow } = place;
  const item = path[3] === '-';
  if (!item && (role !== 'key' || flow)) return;
  const lead = item ? '' : '- ';
  const mark = quote === '' ? '"' : '';
  for (const { port, purpose } of known.ports) {
    for (const [text, who] of [
      [`127.0.0.1:${port}:${port}`, 'for this machine alone'],
      [`${port}:${port}`, 'open to the network'],
    ] as const)
      into.add(place.span, lead + text, {
        text: `${lead}${mark}${text}${mark}`,
        detail: `${purpose}, ${who}`,
        filter: `${mark}${text}`,
      });
  }
}

function completeCheck(place: Place, known: KnownImage, into: Items): void {
  const service = nodeOf(place, place.path);
  if (!known.check || [...entriesOf(service)].some((entry) => keyText(entry) === 'healthcheck')) return;
  const lines = [
    'healthcheck:',
    `  test: ${plain(testOf(known.check))}`,
    '  interval: ${1:5s}',
    '  timeout: ${2:5s}',
    '  retries: ${3:20}',
    '  start_period: ${4:10s}',
  ];
  into.add(place.span, `healthcheck of ${known.name}`, {
    kind: 'snippet',
    text: lines.join('\n'),
    snippet: true,
    detail: 'how this image can be asked',
    filter: 'healthcheck',
  });
}

/** The folder in which the image keeps its data, behind the source of a mount. */
function completeTarget(place: Place, known: KnownImage, into: Items): void {
  const { typed, span, offset, context } = place;
  const colon = typed.indexOf(':');
  if (colon <= 0 || typed.indexOf(':', colon + 1) !== -1) return;
  const rest = context.text.slice(offset, span.end).indexOf(':');
  const word: Span = { start: span.start + colon + 1, end: rest === -1 ? span.end : offset + rest };
  for (const folder of known.data) into.add(word, folder, { kind: 'folder', detail: `data of ${known.name}` });
}

function testOf(check: readonly string[]): string {
  return `[${check.map((word) => JSON.stringify(word)).join(', ')}]`;
}
