import type { Items } from '../../../../core/completion-items.js';
import { resolvePath } from '../../../../core/path.js';
import type { Span } from '../../../../core/text.js';
import type { YamlNode } from '../../../../yaml/tree.js';
import { entryOf, keyText } from '../../../../yaml/values.js';
import { filledDocuments } from '../../document.js';
import { knownImage } from '../../images.js';
import { type NameKind, type Names, namesOf } from '../../model/names.js';
import { resourcesOf } from '../../model/project.js';
import { Sources } from '../../model/sources.js';
import { membersOf, textOf, type Value, valueAt } from '../../model/value.js';
import { entriesOf, sectionKinds } from '../../model/written-names.js';
import { nodeOf, type Place } from './place.js';

/** What an attribute of a service names, by the keys that lead to it. */
const named: Readonly<Record<string, NameKind>> = {
  'depends_on.-': 'service',
  'links.-': 'service',
  'volumes_from.-': 'service',
  'networks.-': 'network',
  'models.-': 'model',
  'configs.-': 'config',
  'configs.-.source': 'config',
  'secrets.-': 'secret',
  'secrets.-.source': 'secret',
  'build.secrets.-': 'secret',
  'build.secrets.-.source': 'secret',
  'credential_spec.config': 'config',
  'profiles.-': 'profile',
};

/** Attributes whose keys are names, or that are lists of them. */
const keyed: Readonly<Record<string, NameKind>> = {
  depends_on: 'service',
  networks: 'network',
  models: 'model',
};

/** Lists of names, which may be begun on a line without a dash. */
const listed: Readonly<Record<string, NameKind>> = {
  configs: 'config',
  secrets: 'secret',
  profiles: 'profile',
  links: 'service',
};

const modes: ReadonlySet<string> = new Set(['network_mode', 'ipc', 'pid', 'uts', 'cgroup']);

/** Names of services, networks and so on, wherever an attribute of a service takes them. */
export function completeNames(place: Place, into: Items): void {
  const { path, role, context } = place;
  if (path[0] !== 'services' || path.length < 3) return;
  const attribute = path.slice(2).join('.');
  const names = (): Names => namesOf(context.document, context.path, context.files);
  const own = path[1] ?? '';
  if (role === 'value') {
    const kind = lookup(named, attribute);
    if (kind) addNames(place, names(), kind, own, into, '');
    else if (modes.has(attribute)) addNames(place, names(), 'service', own, into, 'service:');
    else if (attribute === 'extends' || attribute === 'extends.service') addExtended(place, names(), own, into);
    else if (attribute === 'build.additional_contexts.-') addContext(place, names(), own, into);
    else if (/^depends_on\.[^.]+\.condition$/.test(attribute)) addConditions(place, names(), path[3] ?? '', into);
    else if (/^build\.additional_contexts\.[^.]+$/.test(attribute))
      addNames(place, names(), 'service', own, into, 'service:');
  } else if (role === 'key') {
    const kind = lookup(keyed, attribute) ?? lookup(listed, attribute);
    if (!kind) return;
    const style = styleOf(place);
    if (lookup(keyed, attribute) && style !== 'list') addKeys(place, names(), kind, own, into);
    if (style !== 'map' && !place.flow && !place.colon) addNames(place, names(), kind, own, into, '- ');
  }
}

function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Names that exist but are not listed beside the cursor yet. */
function offered(place: Place, names: Names, kind: NameKind, own: string): readonly string[] {
  const { context, offset } = place;
  const beside = besideOf(place);
  const found = new Set<string>();
  for (const use of names.definitions(kind)) {
    const here = use.path === context.path && use.span.start <= offset && offset <= use.span.end;
    if (here || beside.has(use.name)) continue;
    if (kind !== 'service' || use.name !== own) found.add(use.name);
  }
  return [...found];
}

/** The list or map that the cursor is in, where no item leads to it. */
function holderOf(place: Place): YamlNode | undefined {
  const { path, role } = place;
  if (role === 'key') return nodeOf(place, path);
  return path[path.length - 1] === '-' ? nodeOf(place, path.slice(0, -1)) : undefined;
}

/** The items and keys beside the cursor, but for its own. */
function besideOf(place: Place): ReadonlySet<string> {
  const { offset } = place;
  const holder = holderOf(place);
  const others = ({ start, end }: Span): boolean => offset < start || offset > end;
  const found = new Set<string>();
  if (holder?.kind === 'seq')
    for (const item of holder.items) if (item.value?.kind === 'scalar' && others(item)) found.add(item.value.text);
  if (holder?.kind === 'map') for (const entry of holder.entries) if (others(entry)) found.add(keyText(entry) ?? '');
  return found;
}

/** How the value of the attribute is begun: as a list, as a map, or not at all. */
function styleOf(place: Place): 'list' | 'map' | undefined {
  const node = holderOf(place);
  return node?.kind === 'seq' ? 'list' : node?.kind === 'map' ? 'map' : undefined;
}

function addNames(place: Place, names: Names, kind: NameKind, own: string, into: Items, lead: string): void {
  for (const name of offered(place, names, kind, own)) {
    into.add(place.span, lead + name, {
      kind: 'reference',
      text: lead + quoted(name, place),
      detail: detailOf(names, kind, name),
      ...(lead !== '' && { filter: lead === '- ' ? name : lead + name }),
    });
  }
}

function quoted(name: string, { quote }: Place): string {
  return quote === '' && /^(?:\d+|true|false|null|yes|no|on|off|y|n|~)$/i.test(name) ? `"${name}"` : name;
}

function addKeys(place: Place, names: Names, kind: NameKind, own: string, into: Items): void {
  for (const name of offered(place, names, kind, own)) {
    const key = quoted(name, place);
    const depends = kind === 'service' && !place.flow && !place.colon;
    into.add(place.span, name, {
      kind: 'reference',
      text: place.colon
        ? key
        : depends
          ? `${key}:\n  condition: \${1|${conditionsOf(names, name).join(',')}|}`
          : `${key}:`,
      ...(depends && { snippet: true }),
      detail: detailOf(names, kind, name),
      filter: name,
    });
  }
}

/** Conditions of a dependency, the one that suits the service first. */
function conditionsOf(names: Names, name: string): readonly string[] {
  const value = names.project.services.get(name)?.value;
  const started = 'service_started';
  const healthy = 'service_healthy';
  const restart = textOf(valueAt(value, 'restart'));
  return [
    ...(knownCheck(value) ? [healthy, started] : [started, healthy]),
    ...(restart === undefined || restart === 'no' ? ['service_completed_successfully'] : []),
  ];
}

const conditions: Readonly<Record<string, string>> = {
  service_started: 'it has been started',
  service_healthy: 'its health check succeeds',
  service_completed_successfully: 'it has ended without an error',
};

function addConditions(place: Place, names: Names, dependency: string, into: Items): void {
  const value = names.project.services.get(dependency)?.value;
  const known = knownCheck(value);
  for (const condition of conditionsOf(names, dependency)) {
    const missing = condition === 'service_healthy' && value && !known ? '; it has none in this project' : '';
    into.add(place.span, condition, { kind: 'enum', detail: `${conditions[condition]}${missing}` });
  }
}

/** Whether a service has a health check that is written here; its image may have one besides. */
function knownCheck(value: Value | undefined): boolean {
  return valueAt(value, 'healthcheck') !== undefined;
}

function addExtended(place: Place, names: Names, own: string, into: Items): void {
  const { context } = place;
  const entry = entryOf(nodeOf(place, place.path.slice(0, 3)), 'file');
  const file = entry?.value?.kind === 'scalar' ? entry.value.text : undefined;
  if (file === undefined) {
    addNames(place, names, 'service', own, into, '');
    return;
  }
  const document = new Sources(context.files).document(resolvePath(names.project.directory, file));
  for (const { root } of document ? filledDocuments(document) : []) {
    const services = [...entriesOf(root)].find((one) => keyText(one) === 'services');
    for (const one of entriesOf(services?.value)) {
      const name = keyText(one);
      if (name) into.add(place.span, name, { kind: 'reference', detail: `service of ${file}` });
    }
  }
}

/** `name=service:…` in the form of a list. */
function addContext(place: Place, names: Names, own: string, into: Items): void {
  const equals = place.typed.indexOf('=');
  if (equals === -1) return;
  const span = { start: place.span.start + equals + 1, end: place.span.end };
  addNames({ ...place, span }, names, 'service', own, into, 'service:');
}

const sections = Object.fromEntries(Object.entries(sectionKinds).map(([section, kind]) => [kind, section]));

function detailOf(names: Names, kind: NameKind, name: string): string {
  const { project } = names;
  if (kind === 'service') {
    const value = project.services.get(name)?.value;
    const image = textOf(valueAt(value, 'image'));
    const check = knownCheck(value) ? ', with a health check' : '';
    return `${image ?? (valueAt(value, 'build') ? 'built here' : 'service')}${check}`;
  }
  if (kind === 'profile') return 'profile';
  const section = sections[kind] as Parameters<typeof resourcesOf>[1];
  const value = resourcesOf(project, section).get(name)?.value;
  const external = textOf(valueAt(value, 'external'));
  if (external !== undefined && external !== 'false') return `external ${kind}`;
  const [first] = membersOf(value).filter(({ value: inner }) => inner?.kind === 'text');
  return first ? `${kind}, ${first.key} ${textOf(first.value) ?? ''}` : kind;
}

/** Hosts behind `://` and `@`, and in values of variables that name a host. */
export function completeHosts(place: Place, into: Items): void {
  const { path, typed, span, context, role } = place;
  if (path[0] !== 'services' || path.length < 3 || role === 'key') return;
  const match = /(?::\/\/(?:[^\s/@]*@)?|,)([\w.-]*)$/.exec(typed);
  const variable = path[2] === 'environment' ? (path[3] === '-' ? (typed.split('=')[0] ?? '') : (path[3] ?? '')) : '';
  const whole = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i.test(variable);
  const value = path[3] === '-' ? typed.slice(typed.indexOf('=') + 1) : typed;
  const url = match && typed.includes('://');
  if (!url && !(whole && /^[\w.-]*$/.test(value) && (path[3] !== '-' || typed.includes('=')))) return;
  const word = url ? (match[1] ?? '') : value;
  const start = place.offset - word.length;
  const after = /^[\w.-]*/.exec(context.text.slice(place.offset, Math.max(place.offset, span.end)))?.[0] ?? '';
  const end = place.offset + after.length;
  const names = namesOf(context.document, context.path, context.files);
  const scheme = /(\w+):\/\/[^/]*$/.exec(typed)?.[1] ?? '';
  const port = context.text[end] === ':' || !url;
  for (const name of new Set(names.definitions('service').map((use) => use.name))) {
    if (name === path[1]) continue;
    const known = portOf(names, name);
    const suffix = port || known === undefined || isDefault(scheme, known) ? '' : `:${known}`;
    into.add({ start, end }, name, {
      kind: 'reference',
      text: name + suffix,
      detail: detailOf(names, 'service', name),
    });
  }
}

/** The port that a service's image is known for. */
function portOf({ project }: Names, service: string): number | undefined {
  const image = textOf(valueAt(project.services.get(service)?.value, 'image'));
  return image === undefined ? undefined : knownImage(image)?.ports[0]?.port;
}

function isDefault(scheme: string, port: number): boolean {
  return (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
}

/** `*name` of an anchor above. */
export function completeAliases(place: Place, into: Items): boolean {
  const { typed, span, context, offset, quote, role } = place;
  if (role === 'text' || quote !== '' || !/^\*[^\s,[\]{}]*$/.test(typed)) return false;
  const names = namesOf(context.document, context.path, context.files);
  for (const use of names.in(context.path)) {
    if (use.kind === 'anchor' && use.role === 'definition' && use.span.end < offset)
      into.add(span, `*${use.name}`, { kind: 'reference', detail: 'anchor' });
  }
  return true;
}
