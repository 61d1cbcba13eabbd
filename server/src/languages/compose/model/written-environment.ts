import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../yaml/tree.js';
import { entryOf, resolved } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';

// Environments as they are written in a file, before any merge: what a later item or file overrules is still there.

const hooks = ['pre_start', 'post_start', 'pre_stop'] as const;

/** The value of each `environment` of the file, of services and of their hooks; one that aliases share, once. */
export function writtenEnvironments(document: ComposeDocument): ReadonlySet<YamlMap | YamlSeq> {
  const found = new Set<YamlMap | YamlSeq>();
  const add = (map: YamlNode | undefined): void => {
    const value = resolved(entryOf(map, 'environment')?.value);
    if (value?.kind === 'map' || value?.kind === 'seq') found.add(value);
  };
  for (const { root } of filledDocuments(document)) {
    const services = resolved(entryOf(resolved(root), 'services')?.value);
    for (const { value } of services?.kind === 'map' ? services.entries : []) {
      const service = resolved(value);
      add(service);
      for (const name of hooks) {
        const list = resolved(entryOf(service, name)?.value);
        for (const item of list?.kind === 'seq' ? list.items : []) add(resolved(item.value));
      }
    }
  }
  return found;
}

/** An item `KEY=value` of an environment. */
export interface WrittenItem {
  readonly seq: YamlSeq;
  readonly scalar: YamlScalar;
  readonly key: string;
  /** Where the value starts in the scalar's text. */
  readonly valueAt: number;
}

/** The items with a value of the environments that are lists. */
export function writtenItems(document: ComposeDocument): readonly WrittenItem[] {
  return [...writtenEnvironments(document)].flatMap((seq) =>
    seq.kind !== 'seq'
      ? []
      : seq.items.flatMap(({ value }) => {
          if (value?.kind !== 'scalar') return [];
          const equals = value.text.indexOf('=');
          return equals < 0 ? [] : [{ seq, scalar: value, key: value.text.slice(0, equals), valueAt: equals + 1 }];
        }),
  );
}
