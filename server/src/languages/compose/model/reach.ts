import { named } from './merge.js';
import { type Project, resourcesOf, type Service } from './project.js';
import { booleanOf, itemsOf, membersOf, textOf, textsOf, type Value, valueAt } from './value.js';

// Which services reach which, and under what names.

/** The service that a host's name stands for, on any network: by its name, an alias, or its container's name. */
export function serviceOfHost(project: Project, host: string): Service | undefined {
  return project.services.get(host) ?? otherNames(project).get(host);
}

const names = new WeakMap<Project, ReadonlyMap<string, Service>>();

function otherNames(project: Project): ReadonlyMap<string, Service> {
  const known = names.get(project);
  if (known) return known;
  const found = new Map<string, Service>();
  for (const service of project.services.values())
    for (const name of namesOf(service)) if (!found.has(name)) found.set(name, service);
  names.set(project, found);
  return found;
}

/** The names of a service besides its own. */
export function namesOf(service: Service): readonly string[] {
  const name = textOf(valueAt(service.value, 'container_name'));
  const aliases = membersOf(valueAt(service.value, 'networks')).flatMap(({ value }) =>
    textsOf(valueAt(value, 'aliases')).map(({ text }) => text),
  );
  return [...(name === undefined ? [] : [name]), ...aliases];
}

/** The hosts that a service knows beyond the services of the project: those that it is told, and itself. */
export function toldHosts(service: Service): ReadonlySet<string> {
  const found = new Set<string>();
  const hosts = valueAt(service.value, 'extra_hosts');
  for (const { key } of membersOf(hosts)) found.add(key);
  for (const item of itemsOf(hosts)) {
    const host = item.kind === 'text' ? /^[^:=]+/.exec(item.text ?? item.raw)?.[0] : undefined;
    if (host !== undefined) found.add(host);
  }
  for (const key of ['links', 'external_links'] as const)
    for (const { text } of textsOf(valueAt(service.value, key))) found.add(text.slice(text.indexOf(':') + 1));
  const own = textOf(valueAt(service.value, 'hostname'));
  if (own !== undefined) found.add(own);
  return found;
}

/** How a service is attached to networks: `host`, another container's, or networks of its own. */
export function networkMode(service: Service): string | undefined {
  const mode = valueAt(service.value, 'network_mode');
  return mode === undefined ? undefined : (textOf(mode) ?? '');
}

/** The networks that a service is on, by the names that Docker has for them; undefined where that cannot be told. */
export function networksOf(project: Project, service: Service, depth = 0): ReadonlySet<string> | undefined {
  const mode = networkMode(service);
  if (mode !== undefined) {
    const other = mode.startsWith('service:') ? project.services.get(mode.slice('service:'.length)) : undefined;
    return other && depth < 10 ? networksOf(project, other, depth + 1) : undefined;
  }
  const table = named(valueAt(service.value, 'networks'));
  const keys = table ? [...table.members.keys()] : [];
  if (hasUnknown(valueAt(service.value, 'networks'))) return undefined;
  return new Set((keys.length === 0 ? ['default'] : keys).map((key) => networkName(project, key)));
}

function hasUnknown(value: Value | undefined): boolean {
  return itemsOf(value).some((item) => item.kind !== 'text' || item.text === undefined);
}

/** Two keys with one `name` are one network. */
function networkName(project: Project, key: string): string {
  const value = resourcesOf(project, 'networks').get(key)?.value;
  const name = textOf(valueAt(value, 'name'));
  return name === undefined ? `:${key}` : name;
}

/** Whether a service is on a network that the project does not make, on which others may be as well. */
export function isOnExternalNetwork(project: Project, service: Service): boolean {
  const table = named(valueAt(service.value, 'networks'));
  const keys = table && table.members.size > 0 ? [...table.members.keys()] : ['default'];
  return keys.some((key) => {
    const external = valueAt(resourcesOf(project, 'networks').get(key)?.value, 'external');
    return external !== undefined && booleanOf(external) !== false;
  });
}

/** Whether two services share a network stack, so that each is `localhost` for the other. */
export function shareStack(one: Service, two: Service): boolean {
  const [first, second] = [networkMode(one), networkMode(two)];
  if (first === `service:${two.name}` || second === `service:${one.name}`) return true;
  return first !== undefined && first === second && first !== 'bridge' && first !== 'none';
}

/** The services that `links` name, with the place of each. */
export function linksOf(service: Service): readonly { readonly name: string; readonly value: Value }[] {
  return textsOf(valueAt(service.value, 'links')).map((value) => ({ name: value.text.split(':')[0] ?? '', value }));
}
