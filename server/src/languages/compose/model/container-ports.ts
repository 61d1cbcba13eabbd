import type { GraphView } from '../../../core/facts.js';
import { knownImage } from '../images.js';
import { buildOf } from './build.js';
import { builtStage, factsOfBuild } from './dockerfiles.js';
import { type Port, portOf } from './ports.js';
import type { Project, Service } from './project.js';
import { itemsOf, textOf, valueAt } from './value.js';

// The ports that a service's container listens on, as far as files say so.

/** A range that is wider says little about what listens; its first ports and its end are enough then. */
const widest = 100;

/** The ports that a service publishes or exposes, with their published ones. */
export function publishedPorts(service: Service): readonly Port[] {
  return itemsOf(valueAt(service.value, 'ports')).flatMap((item) => portOf(item) ?? []);
}

/** Every port that the service, its image or its Dockerfile tells of. A port that is not among them may still be open. */
export function containerPorts(project: Project, service: Service, graph: GraphView): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (first: number, last: number): void => {
    for (let port = first; port <= Math.min(last, first + widest); port++) found.add(port);
    found.add(last);
  };
  for (const { container } of publishedPorts(service)) add(...container);
  for (const item of itemsOf(valueAt(service.value, 'expose'))) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(textOf(item) ?? '');
    if (match) add(Number(match[1]), Number(match[2] ?? match[1]));
  }
  const image = textOf(valueAt(service.value, 'image'));
  for (const { port } of (image && knownImage(image)?.ports) || []) found.add(port);
  const build = buildOf(project, service);
  const stage = build && builtStage(graph, build);
  if (build && stage) {
    for (const { name, details } of factsOfBuild(graph, build, 'port', 'definition') ?? []) {
      const port = details?.stage === stage.details?.index ? /^\d+/.exec(name)?.[0] : undefined;
      if (port !== undefined) found.add(Number(port));
    }
  }
  return found;
}

/** The container's port behind a port of the host; undefined for one that the service does not publish. */
export function behindHostPort(service: Service, hostPort: number): number | undefined {
  for (const { host, container } of publishedPorts(service)) {
    if (!host || hostPort < host[0] || hostPort > host[1]) continue;
    return container[0] === container[1] ? container[0] : container[0] + hostPort - host[0];
  }
  return undefined;
}

/** A service that has a port, with the port of its container. */
export interface PortOwner {
  readonly service: Service;
  readonly inner: number;
}

export interface PortIndex {
  /** By the container's port. */
  readonly inside: ReadonlyMap<number, readonly PortOwner[]>;
  /** By the host's port. */
  readonly published: ReadonlyMap<number, readonly PortOwner[]>;
}

/** Which services of a project have which ports. */
export function portIndex(project: Project, graph: GraphView): PortIndex {
  const inside = new Map<number, PortOwner[]>();
  const published = new Map<number, PortOwner[]>();
  const add = (index: Map<number, PortOwner[]>, port: number, owner: PortOwner): void => {
    const list = index.get(port);
    if (list) list.push(owner);
    else index.set(port, [owner]);
  };
  for (const service of project.services.values()) {
    for (const inner of containerPorts(project, service, graph)) add(inside, inner, { service, inner });
    for (const { host, container } of publishedPorts(service)) {
      if (!host) continue;
      const [first, last] = host;
      for (let port = first; port <= Math.min(last, first + widest); port++)
        add(published, port, {
          service,
          inner: container[0] === container[1] ? container[0] : container[0] + port - first,
        });
    }
  }
  return { inside, published };
}
