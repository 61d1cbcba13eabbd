import { Memo } from '../../../core/memo.js';
import type { YamlItem, YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { resolved } from '../../../yaml/values.js';
import { type GithubDocument, rootOf } from '../document.js';
import { scalarIn, scalarsOf, seqIn, valueIn } from './nodes.js';

/** The configuration of Dependabot as written. */
export interface Dependabot {
  readonly document: GithubDocument;
  readonly root: YamlMap;
  readonly updates: readonly DependabotUpdate[];
}

/** One of `updates`: what is kept up to date, and where. */
export interface DependabotUpdate {
  readonly map: YamlMap;
  readonly item: YamlItem;
  readonly ecosystem: YamlScalar | undefined;
  /** Of `directory` or `directories`, as written. */
  readonly directories: readonly YamlScalar[];
}

const known = new Memo<GithubDocument, Dependabot>();

/** Reads a document as the configuration of Dependabot; undefined where it is no table. */
export function dependabotOf(document: GithubDocument): Dependabot | undefined {
  const before = known.get(document);
  if (before) return before;
  const root = rootOf(document);
  if (!root) return undefined;
  const updates = (seqIn(root, 'updates')?.items ?? []).flatMap((item): readonly DependabotUpdate[] => {
    const map = resolved(item.value);
    if (map?.kind !== 'map') return [];
    const directory = scalarIn(map, 'directory');
    return [
      {
        map,
        item,
        ecosystem: scalarIn(map, 'package-ecosystem'),
        directories: [...(directory ? [directory] : []), ...scalarsOf(valueIn(map, 'directories'))],
      },
    ];
  });
  const dependabot = { document, root, updates };
  known.set(document, dependabot);
  return dependabot;
}
