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
