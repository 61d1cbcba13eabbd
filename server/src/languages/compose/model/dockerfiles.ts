import type { Fact, GraphView } from '../../../core/facts.js';
import type { Build } from './build.js';

// What the Dockerfile of a build says, through the graph.

/** The stages of a build's Dockerfile, in order; undefined where the file is not known or not there. */
export function stagesOf(graph: GraphView, build: Build): readonly Fact[] | undefined {
  if (build.dockerfile === undefined) return undefined;
  const facts = graph.of(build.dockerfile);
  return facts?.filter(({ kind, role }) => kind === 'stage' && role === 'definition');
}

/** The stage that a build ends with: its target, else the last. Undefined where that cannot be told. */
export function builtStage(graph: GraphView, build: Build): Fact | undefined {
  const stages = stagesOf(graph, build);
  if (!stages) return undefined;
  if (!build.target) return stages[stages.length - 1];
  const target = build.target.text;
  return target === undefined ? undefined : stageNamed(stages, target);
}

/** The indexes of the stages that a build makes: the one that it ends with, and those that this takes anything from. */
export function neededStages(graph: GraphView, build: Build): ReadonlySet<string> | undefined {
  const last = builtStage(graph, build)?.details?.index;
  if (last === undefined) return undefined;
  const uses = new Map((stagesOf(graph, build) ?? []).map(({ details }) => [details?.index, details?.uses ?? '']));
  const found = new Set<string>();
  const open = [last];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === '' || found.has(at)) continue;
    found.add(at);
    open.push(...(uses.get(at) ?? '').split(' '));
  }
  return found;
}

/** A stage by name in any case, or by its number. */
export function stageNamed(stages: readonly Fact[], target: string): Fact | undefined {
  return (
    stages.findLast(({ name }) => name === target.toLowerCase()) ??
    (/^\d+$/.test(target) ? stages.find(({ details }) => details?.index === `${Number(target)}`) : undefined)
  );
}

/** The facts of one kind of a build's Dockerfile. */
export function factsOfBuild(
  graph: GraphView,
  build: Build,
  kind: Fact['kind'],
  role: Fact['role'],
): readonly Fact[] | undefined {
  if (build.dockerfile === undefined) return undefined;
  return graph.of(build.dockerfile)?.filter((fact) => fact.kind === kind && fact.role === role);
}
