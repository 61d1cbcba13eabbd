import type { LayerTag } from './build-values.js';
import { mountTarget } from './mounts.js';
import { portKey } from './ports.js';
import type { List, Member, Place, Table, Text, Value } from './value.js';
import { itemsOf, placeWithin, textOf, valueAt } from './value.js';

/** How the values of one path go together. */
type Way =
  | 'deep'
  | 'replace'
  | 'by-key'
  | 'by-name'
  | 'by-text'
  | 'append'
  | 'by-port'
  | 'by-target'
  | 'by-grant'
  | 'by-subnet'
  | 'build'
  | 'logging';

/** What differs from "tables deep, lists append, the later scalar wins", by the path below a service or the file. */
const serviceWays: Readonly<Record<string, Way>> = {
  command: 'replace',
  entrypoint: 'replace',
  'healthcheck.test': 'replace',
  environment: 'by-key',
  labels: 'by-key',
  annotations: 'by-key',
  sysctls: 'by-key',
  'build.args': 'by-key',
  'build.labels': 'by-key',
  'build.additional_contexts': 'by-key',
  'deploy.labels': 'by-key',
  depends_on: 'by-name',
  networks: 'by-name',
  models: 'by-name',
  volumes: 'by-target',
  devices: 'by-target',
  secrets: 'by-grant',
  configs: 'by-grant',
  ports: 'by-port',
  env_file: 'by-text',
  dns: 'by-text',
  dns_search: 'by-text',
  dns_opt: 'by-text',
  expose: 'by-text',
  cap_add: 'by-text',
  cap_drop: 'by-text',
  profiles: 'by-text',
  tmpfs: 'by-text',
  links: 'by-text',
  external_links: 'by-text',
  security_opt: 'by-text',
  group_add: 'by-text',
  volumes_from: 'by-text',
  label_file: 'by-text',
  extra_hosts: 'append',
  'build.extra_hosts': 'append',
  build: 'build',
  logging: 'logging',
};

/** Lists that stand for tables: `K=V` items, or names. */
export const keyedPaths: ReadonlySet<string> = new Set(
  Object.entries(serviceWays).flatMap(([path, way]) => (way === 'by-key' ? [path] : [])),
);

export type TagOf = (value: Value | Member) => LayerTag | undefined;

/** A file's or layer's whole value over what came before. */
export function mergeRoots(base: Value | undefined, over: Value | undefined, tagOf: TagOf): Value | undefined {
  return merge(base, over, [], tagOf);
}

/** A service's own keys over those of the one that it extends. */
export function mergeServices(base: Value | undefined, over: Value | undefined, tagOf: TagOf): Value | undefined {
  return merge(base, over, ['services', ''], tagOf);
}

function wayOf(path: readonly string[]): Way {
  // A limit is one number or a pair, never a part of each file's.
  if (path[0] === 'services' && path.length === 4 && path[2] === 'ulimits') return 'replace';
  if (path[0] === 'services' && path.length > 2) return serviceWays[path.slice(2).join('.')] ?? 'deep';
  if (path.length === 3 && path[2] === 'labels') return 'by-key';
  return path.length === 4 && path[0] === 'networks' && path[3] === 'config' ? 'by-subnet' : 'deep';
}

function merge(
  base: Value | undefined,
  over: Value | undefined,
  path: readonly string[],
  tagOf: TagOf,
): Value | undefined {
  if (over && tagOf(over) === '!reset') return undefined;
  if (!base || (over && tagOf(over) === '!override')) return over;
  if (!over) return base;
  const way = wayOf(path);
  switch (way) {
    case 'replace':
      return over;
    case 'by-key':
    case 'by-name': {
      const [low, high] = way === 'by-key' ? [keyed(base), keyed(over)] : [named(base), named(over)];
      return low && high ? mergeTables(low, high, path, tagOf, way === 'by-key') : over;
    }
    case 'by-text':
      return appended(base, over, (item) => textOf(item) ?? textOf(valueAt(item, 'path')));
    case 'append': {
      const [low, high] = [keyed(base), keyed(over)];
      if (base.kind === 'list' && over.kind === 'list') return appended(base, over, textOf);
      return low && high ? mergeTables(low, high, path, tagOf) : over;
    }
    case 'by-port':
      return replacing(base, over, portKey);
    case 'by-target':
      return replacing(base, over, mountTarget);
    case 'by-grant': {
      const folder = path.at(-1) === 'secrets' ? '/run/secrets/' : '/';
      return replacing(base, over, (item) => {
        const name = textOf(item) ?? textOf(valueAt(item, 'source'));
        return textOf(valueAt(item, 'target')) ?? (name === undefined ? undefined : folder + name);
      });
    }
    case 'by-subnet':
      return replacing(base, over, (item) => textOf(valueAt(item, 'subnet')));
    case 'build': {
      const [low, high] = [withContext(base), withContext(over)];
      return low && high ? mergeTables(low, high, path, tagOf) : over;
    }
    case 'logging': {
      // Options belong to their driver.
      const [low, high] = [textOf(valueAt(base, 'driver')), textOf(valueAt(over, 'driver'))];
      if (low !== undefined && high !== undefined && low !== high) return over;
      break;
    }
    case 'deep':
      break;
  }
  if (base.kind === 'table' && over.kind === 'table') return mergeTables(base, over, path, tagOf);
  if (base.kind === 'list' && over.kind === 'list') return appended(base, over, textOf);
  return over;
}

/** A build's folder alone as the table that it stands for. */
function withContext(value: Value): Table | undefined {
  if (value.kind !== 'text') return value.kind === 'table' ? value : undefined;
  const { node, file, span } = value;
  const context: Member = { key: 'context', place: { file, span }, value, listed: false };
  return { kind: 'table', node, file, span, members: new Map([['context', context]]) };
}

/** @param blank whether a key without a value takes the place of one with it, as that of a variable does. */
function mergeTables(base: Table, over: Table, path: readonly string[], tagOf: TagOf, blank = false): Table {
  const members = new Map(base.members);
  for (const [key, member] of over.members) {
    if (tagOf(member) === '!reset') {
      members.delete(key);
      continue;
    }
    const before = members.get(key);
    if (!before || (blank && !member.value)) members.set(key, member);
    else if (member.value) {
      // A key stays where it is written first, unless the later file decides its whole value.
      const value = merge(before.value, member.value, [...path, key], tagOf);
      const whole = value === member.value;
      members.set(key, { ...(whole && member.value.kind === 'text' ? member : before), value });
    }
  }
  return { ...base, members };
}

/** A list's items after those of an earlier file, each distinct one once. */
function appended(base: Value, over: Value, keyOf: (item: Value) => string | undefined): List {
  const all = [...listOf(base), ...listOf(over)];
  const seen = new Set<string>();
  const items = all.filter((item) => {
    const key = keyOf(item);
    if (key === undefined || !seen.has(key)) {
      if (key !== undefined) seen.add(key);
      return true;
    }
    return false;
  });
  return { kind: 'list', node: over.node, file: over.file, span: over.span, items };
}

/** A list's items after those of an earlier file, in which a later one takes the place of one with the same key. */
function replacing(base: Value, over: Value, keyOf: (item: Value) => string | undefined): List {
  const later = listOf(over);
  const keys = new Set(later.map(keyOf).filter((key) => key !== undefined));
  const earlier = listOf(base).filter((item) => !keys.has(keyOf(item) ?? ''));
  return { kind: 'list', node: over.node, file: over.file, span: over.span, items: [...earlier, ...later] };
}

function listOf(value: Value): readonly Value[] {
  return value.kind === 'text' ? [value] : itemsOf(value);
}

/** `K=V` items as a table. A value of another shape is none. */
export function keyed(value: Value | undefined): Table | undefined {
  if (value?.kind === 'table') return value;
  if (value?.kind !== 'list') return undefined;
  const members = new Map<string, Member>();
  for (const item of value.items) {
    if (item.kind !== 'text') continue;
    const member = keyedItem(item);
    members.set(member.key, member);
  }
  return { kind: 'table', node: value.node, file: value.file, span: value.span, members };
}

/** `KEY=value` or `KEY` as a member. */
function keyedItem(item: Text): Member {
  const equals = item.raw.indexOf('=');
  const key = equals === -1 ? item.raw : item.raw.slice(0, equals);
  const place = placeWithin(item, 0, key.length);
  return { key, place, listed: true, value: equals === -1 ? undefined : rest(item, equals + 1) };
}

/** What follows an offset in a text, as a text. */
export function rest(item: Text, from: number): Text {
  const place: Place = placeWithin(item, from, item.raw.length);
  const whole = item.text;
  const head = item.raw.slice(0, from);
  // The head is a key and holds no variable, so what follows it is the same before and after interpolation.
  const text = whole?.startsWith(head) ? whole.slice(from) : undefined;
  return { ...item, ...place, raw: item.raw.slice(from), at: item.at + from, text };
}

/** A list of names as a table of names without settings. */
export function named(value: Value | undefined): Table | undefined {
  if (value?.kind === 'table') return value;
  if (value?.kind !== 'list') return undefined;
  const members = new Map<string, Member>();
  for (const item of value.items) {
    if (item.kind !== 'text' || item.text === undefined) continue;
    members.set(item.text, { key: item.text, place: item, value: undefined, listed: true });
  }
  return { kind: 'table', node: value.node, file: value.file, span: value.span, members };
}
