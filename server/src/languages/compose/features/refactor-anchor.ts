import { insert, replace } from '../../../core/edit.js';
import type { Refactoring } from '../../../core/features.js';
import { columnOf, lineEnding, lineStart } from '../../../core/text.js';
import { anchorsOf } from '../../../yaml/anchors.js';
import { indentStep, lastOffset } from '../../../yaml/edits.js';
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlSeq } from '../../../yaml/tree.js';
import { entryOf, keyText, valueOf } from '../../../yaml/values.js';
import { documentAt } from '../document.js';
import { type Context, holdsComment, refused, type Target } from './refactorings.js';

const kind = 'refactor.extract';

/** Writes what several services say in the same words once, under `x-…` with an anchor, and aliases in its places. */
export function toAnchor({ context, link, keys }: Target): readonly Refactoring[] {
  const { entry, node } = link;
  const name = keys[keys.length - 1];
  if (!entry || typeof name !== 'string' || (node?.kind !== 'map' && node?.kind !== 'seq')) return [];
  const document = documentAt(context.document, node.start);
  const root = document?.root;
  if (!document || root?.kind !== 'map' || root.flow) return [];
  const content = contentOf(node);
  const places = content === undefined ? [] : samePlaces(root, keys, content);
  const top = entryOf(root, 'services');
  if (!top || places.length < 2 || (node.kind === 'map' ? node.entries : node.items).length < least(node)) return [];
  const title = `Write ${name} once for ${places.length} services`;
  const { text } = context;
  const loses = places.some((one) => {
    const { colon = one.start, value } = one;
    const end = one === entry ? (value?.start ?? one.end) : one.end;
    return holdsComment(context, { start: colon, end });
  });
  if (loses) return refused(title, kind, 'There is a comment in one of them.');
  const anchor = freeName(root, document, name);
  const lines = linesOf(context, node, anchor, indentStep(root, text));
  if (!lines) return refused(title, kind, 'It goes over several lines in brackets.');
  const eol = lineEnding(text);
  return [
    {
      title,
      kind,
      edits: [
        insert(aboveComments(context, top), lines.join(eol) + eol + eol),
        ...places.map((one) =>
          replace({ start: (one.colon ?? one.start) + 1, end: valueEnd(text, one) }, ` *${anchor}`),
        ),
      ],
    },
  ];
}

/** A single word is as long as an alias; a map of one map may be worth it. */
function least(node: YamlMap | YamlSeq): number {
  const [first] = node.kind === 'map' ? node.entries : node.items;
  return first?.value?.kind === 'map' || first?.value?.kind === 'seq' ? 1 : 2;
}

function valueEnd(text: string, { value, end }: YamlEntry): number {
  return value ? lastOffset(text, value) : end;
}

/** What a node says, however it is written; undefined where an anchor, alias or tag is in it, or nothing. */
function contentOf(node: YamlNode | undefined): string | undefined {
  if (!node || node.anchor || node.tag || node.kind === 'alias') return undefined;
  if (node.kind === 'scalar') return JSON.stringify([valueOf(node) ?? null]);
  const parts =
    node.kind === 'map'
      ? node.entries.map((entry) => [contentOf(entry.key), entry.value ? contentOf(entry.value) : 'null'])
      : node.items.map(({ value }) => [value ? contentOf(value) : 'null']);
  if (parts.length === 0 || parts.flat().includes(undefined)) return undefined;
  return JSON.stringify([node.kind, parts]);
}

/** The entries of all services at the same keys with the same content. */
function samePlaces(root: YamlMap, keys: readonly (string | number)[], content: string): readonly YamlEntry[] {
  const services = entryOf(root, 'services')?.value;
  if (services?.kind !== 'map') return [];
  return services.entries.flatMap((service) => {
    let at: YamlEntry | undefined = service;
    for (const key of keys) at = typeof key === 'string' ? entryOf(at?.value, key) : undefined;
    return at?.value && contentOf(at.value) === content ? [at] : [];
  });
}

/** A name that neither an extension nor an anchor has. */
function freeName(root: YamlMap, document: YamlDocument, name: string): string {
  const anchors = new Set(anchorsOf(document).map(({ node }) => node.anchor?.name));
  const taken = (one: string): boolean => anchors.has(one) || root.entries.some((e) => keyText(e) === `x-${one}`);
  const base = name.replace(/[^\w-]/g, '-');
  for (let i = 1; ; i++) {
    const one = i === 1 ? base : `${base}-${i}`;
    if (!taken(one)) return one;
  }
}

/** The extension, with the node's own lines below it. */
function linesOf({ text }: Context, node: YamlNode, name: string, step: number): readonly string[] | undefined {
  const head = `x-${name}: &${name}`;
  const whole = text.slice(node.start, lastOffset(text, node));
  if ((node.kind === 'map' || node.kind === 'seq') && node.flow)
    return whole.includes('\n') ? undefined : [`${head} ${whole}`];
  const column = columnOf(text, node.start);
  const lines = `${' '.repeat(column)}${whole}`.split(/\r?\n/);
  if (lines.some((line) => line.trim() !== '' && line.slice(0, column).trim() !== '')) return undefined;
  return [head, ...lines.map((line) => (line.trim() === '' ? '' : ' '.repeat(step) + line.slice(column)))];
}

/** The start of the line of an entry, or of the comments right above it. */
function aboveComments({ text, document }: Context, entry: YamlEntry): number {
  const starts = new Set(
    document.stream.documents.flatMap(({ comments }) =>
      comments.filter(({ ownLine }) => ownLine).map(({ start }) => lineStart(text, start)),
    ),
  );
  let at = lineStart(text, entry.start);
  for (let above = lineStart(text, at - 1); at > 0 && starts.has(above); above = lineStart(text, at - 1)) at = above;
  return at;
}
