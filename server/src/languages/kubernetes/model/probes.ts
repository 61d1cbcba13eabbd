import type { TextEdit } from '../../../core/edit.js';
import { addEntry } from '../../../yaml/edits.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { valueOf } from '../../../yaml/values.js';
import { isPlaceholder } from './applied.js';
import { mapIn, mapsIn, scalarIn, textIn } from './nodes.js';
import type { Container, Pod } from './pods.js';

export type ProbeName = 'readinessProbe' | 'livenessProbe' | 'startupProbe';

/** Whether pods of a kind run on, so that probes make sense. */
export function runsOn({ object }: Pod): boolean {
  return !['Job', 'CronJob'].includes(object.kind?.text ?? '');
}

/** Whether a container goes on running beside others. */
export function isProbed(container: Container): boolean {
  return container.kind === 'container';
}

/** The TCP ports that a container declares. */
export function tcpPorts({ map }: Container): readonly YamlMap[] {
  return mapsIn(map, 'ports').filter((port) => (textIn(port, 'protocol') || 'TCP') === 'TCP');
}

/** The port that a probe asks over TCP. */
export function probePort(container: Container, probe: ProbeName): YamlScalar | undefined {
  return scalarIn(container.map, probe, 'httpGet', 'port') ?? scalarIn(container.map, probe, 'tcpSocket', 'port');
}

/** What is the matter with the port of a probe: a name that no port has, or a number that none declares. */
export function portProblem(
  container: Container,
  probe: ProbeName,
): { readonly at: YamlScalar; readonly problem: 'name' | 'number' } | undefined {
  const at = probePort(container, probe);
  if (!at || isPlaceholder(at.text) || at.text === '') return undefined;
  if (textIn(mapIn(container.map, probe), 'httpGet', 'host')) return undefined;
  const problem = typeof valueOf(at) === 'number' ? 'number' : 'name';
  const key = problem === 'number' ? 'containerPort' : 'name';
  const isDeclared = tcpPorts(container).some((port) => {
    const text = textIn(port, key);
    return text === at.text || (text !== undefined && isPlaceholder(text));
  });
  return isDeclared ? undefined : { at, problem };
}

/** Adds a probe of the first port that a container declares. */
export function addProbe(text: string, container: Container, probe: ProbeName): TextEdit | undefined {
  const port = tcpPorts(container)[0];
  const shown = scalarIn(port, 'name')?.text || scalarIn(port, 'containerPort')?.text;
  const { map } = container;
  if (!shown || isPlaceholder(shown)) return undefined;
  if (!map.flow) return addEntry(text, map, [`${probe}:`, '  tcpSocket:', `    port: ${shown}`]);
  const first = map.entries[0]?.key;
  const isJson = first?.kind === 'scalar' && first.style === 'double';
  return isJson ? undefined : addEntry(text, map, [`${probe}: {tcpSocket: {port: ${shown}}}`]);
}
