import type { DocumentSymbol, FeatureContext } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { YamlEntry, YamlNode } from '../../../yaml/tree.js';
import { entryOf, keyText, resolved } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';

type Context = FeatureContext<ComposeDocument>;

const longestDetail = 80;
/** With more entries in a file than this, keys of services are left out: the outline then is about what there is. */
const mostServices = 200;

/** The outline: sections, what they name, and the keys of services. */
export function symbols({ document }: Context): readonly DocumentSymbol[] {
  return filledDocuments(document).flatMap(({ root }) =>
    entriesOf(root).map((entry) => {
      const key = keyText(entry);
      const below = entriesOf(entry.value);
      const services = key === 'services';
      const children = below.map((one) => {
        const keys = services && below.length <= mostServices ? entriesOf(one.value) : [];
        return symbol(
          one,
          services ? 'stage' : 'key',
          keys.map((each) => symbol(each, 'key', [])),
        );
      });
      return symbol(entry, below.length > 0 ? 'module' : 'key', children);
    }),
  );
}

function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries.filter(({ key }) => key !== undefined) : [];
}

function symbol(entry: YamlEntry, kind: DocumentSymbol['kind'], children: readonly DocumentSymbol[]): DocumentSymbol {
  const { start, end, key } = entry;
  return {
    name: keyText(entry) ?? '?',
    detail: detailOf(entry.value),
    kind,
    span: { start, end },
    selection: spanOf(key ?? entry),
    children,
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A short value itself; of a service what it runs; of a list how many. */
function detailOf(node: YamlNode | undefined): string {
  const value = resolved(node);
  if (value?.kind === 'scalar') return short(value.text);
  if (value?.kind === 'seq')
    return short(value.items.map((item) => (item.value?.kind === 'scalar' ? item.value.text : '…')).join(', '));
  for (const key of ['image', 'build', 'driver', 'file', 'model']) {
    const found = resolved(entryOf(value, key)?.value);
    const text = found?.kind === 'map' ? resolved(entryOf(found, 'context')?.value) : found;
    if (text?.kind === 'scalar') return short(key === 'build' ? `build ${text.text}` : text.text);
  }
  return '';
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > longestDetail ? `${flat.slice(0, longestDetail - 1)}…` : flat;
}
