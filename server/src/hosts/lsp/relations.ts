import type { Fact, GraphView } from '../../core/facts.js';
import { below as belowFolder } from '../../core/path.js';
import { type LineIndex, rangeOf } from '../../core/text.js';
import type { Relation } from './messages.js';
import { uriOf } from './uris.js';

// What the graph knows, as a tree for people: who builds which Dockerfile and stage, and what projects are made of.

/** @param paths of all files that are known. */
export function relations(
  graph: GraphView,
  paths: readonly string[],
  roots: readonly string[],
  linesOf: (path: string) => LineIndex,
): readonly Relation[] {
  const shown = (path: string): string =>
    roots.map((root) => belowFolder(root, path)).find((one) => one !== undefined) ?? path;
  const node = (
    path: string,
    fact: Fact,
    kind: Relation['kind'],
    label: string,
    children: Relation[] = [],
    detail = '',
  ): Relation => ({
    kind,
    label,
    detail,
    uri: uriOf(path),
    range: rangeOf(linesOf(path), fact.span),
    children,
  });
  const top: Relation[] = [];
  for (const path of [...paths].sort()) {
    const facts = graph.of(path) ?? [];
    const stages = facts.filter(({ kind, role }) => kind === 'stage' && role === 'definition');
    if (stages.length > 0) {
      const uses = graph.references('stage', path);
      const children = stages.map((stage, i) => {
        const last = i === stages.length - 1;
        const users = uses
          .filter(({ name }) => name === stage.name || (name === '' && last) || name === stage.details?.index)
          .map((use) => node(use.path, use, 'use', use.details?.service ?? shown(use.path), [], shown(use.path)));
        return node(
          path,
          stage,
          'stage',
          stage.details?.written ?? `#${stage.details?.index}`,
          users,
          stage.details?.image ?? '',
        );
      });
      top.push({
        kind: 'image',
        label: shown(path),
        detail: counted(uses.length),
        uri: uriOf(path),
        range: null,
        children,
      });
    }
    const services = facts.filter(({ kind, role }) => kind === 'service' && role === 'definition');
    if (services.length > 0) {
      const children = services.map((service) => {
        const of = (fact: Fact): boolean => fact.role === 'reference' && fact.details?.service === service.name;
        const builds = facts.filter((fact) => fact.kind === 'file' && of(fact));
        const images = facts.filter((fact) => fact.kind === 'image' && of(fact));
        const image = images[0] && `${images[0].name}${images[0].details?.tag ? `:${images[0].details.tag}` : ''}`;
        const below = builds.map(
          (build): Relation => ({
            kind: 'image',
            label: shown(build.name),
            detail: '',
            uri: uriOf(build.name),
            range: null,
            children: [],
          }),
        );
        return node(path, service, 'service', service.name, below, image ?? '');
      });
      top.push({ kind: 'project', label: shown(path), detail: '', uri: uriOf(path), range: null, children });
    }
  }
  return top;
}

function counted(uses: number): string {
  return uses === 0 ? '' : uses === 1 ? '1 use' : `${uses} uses`;
}
