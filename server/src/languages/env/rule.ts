import type { GraphView } from '../../core/facts.js';
import { type Rule, ruleOf } from '../../core/rule.js';
import type { EnvEntry, EnvProblem } from '../../dotenv/read.js';
import type { EnvDocument } from './document.js';

/** What the walk over an env file emits. */
export type EnvEvents = {
  /** Once, before all others. */
  file: EnvDocument;
  problem: EnvProblem;
  entry: EnvEntry;
};

/** Defines a rule about env files. */
export const envRule: ReturnType<typeof ruleOf<EnvEvents, EnvDocument>> = ruleOf<EnvEvents, EnvDocument>();

/** Whether a Compose project reads the file: as its own, or to give what it sets to a container. */
export function isReadByCompose(graph: GraphView, path: string): boolean {
  return graph.references('variable', path).some(({ name }) => name === '' || name === '*');
}

export type { Rule };
