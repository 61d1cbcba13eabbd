import { Memo } from '../../../core/memo.js';
import { dirname, resolvePath } from '../../../core/path.js';
import { allVariablesIn } from '../../../dotenv/interpolation.js';
import type { YamlEntry, YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { isEmpty, keyText, resolved, spanInScalar } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { isAddressKey } from './env-names.js';
import { type Host, hostsIn, urlHostsIn } from './hosts.js';
import { isHostPath, readShortMount } from './mounts.js';
import type { NameKind, WrittenName } from './names.js';

type Add = (name: WrittenName) => void;

/** The top-level sections and what their keys name. */
export const sectionKinds: Readonly<Record<string, NameKind>> = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  configs: 'config',
  secrets: 'secret',
  models: 'model',
};

export function sectionKindOf(key: string | undefined): NameKind | undefined {
  return key !== undefined && Object.hasOwn(sectionKinds, key) ? sectionKinds[key] : undefined;
}

/** The names that a Compose file writes, but for hosts in addresses. */
export function writtenNames(document: ComposeDocument, path: string): readonly WrittenName[] {
  const before = kept.get(document);
  if (before?.path === path) return before.names;
  const names: WrittenName[] = [];
  readNames(document, path, (name) => names.push(name));
  kept.set(document, { path, names });
  return names;
}

const kept = new Memo<ComposeDocument, { readonly path: string; readonly names: readonly WrittenName[] }>();

function readNames(document: ComposeDocument, path: string, add: Add): void {
  for (const { root } of filledDocuments(document)) {
    anchorsAndVariables(root, add);
    const seen = new Set<YamlNode>();
    const attribute = (value: YamlNode | undefined, key: string): void => {
      if (Object.hasOwn(readers, key)) readers[key]?.(value, add, path);
    };
    for (const section of entriesOf(root)) {
      const kind = sectionKindOf(keyText(section));
      if (!kind) continue;
      for (const entry of entriesOf(section.value)) {
        addScalar(entry.key, kind, 'definition', add, kind === 'service' ? { extent: entry } : {});
        if (kind === 'service')
          for (const one of entriesOf(entry.value, seen)) attribute(one.value, keyText(one) ?? '');
        else if (kind === 'config' || kind === 'secret') {
          for (const one of entriesOf(entry.value))
            if (keyText(one) === 'environment') addScalar(one.value, 'variable', 'use', add);
        }
      }
    }
  }
}

/** The services that addresses in a Compose file name. */
export function writtenHosts(document: ComposeDocument, isService: (name: string) => boolean, add: Add): void {
  const addHosts = (scalar: YamlScalar, hosts: readonly Host[]): void => {
    for (const { name, start, end } of hosts) addPart(scalar, start, end, 'service', name, add);
  };
  for (const { root } of filledDocuments(document)) {
    if (document.text.includes('://'))
      visitYaml(root, { scalar: (scalar) => addHosts(scalar, urlHostsIn(scalar.text, isService)) });
    const seen = new Set<YamlNode>();
    for (const { value } of entriesOf(sectionOf(root, 'services'))) {
      for (const one of entriesOf(value, seen)) {
        const key = keyText(one);
        if (key !== 'environment' && key !== 'command' && key !== 'entrypoint' && key !== 'healthcheck') continue;
        visitYaml(resolved(one.value), {
          scalar(scalar, at) {
            const equals = scalar.text.indexOf('=');
            const named = at.length === 1 && typeof at[0] === 'string';
            const listed = typeof at[0] === 'number' && equals !== -1;
            const variable = named ? String(at[0]) : listed ? scalar.text.slice(0, equals) : '';
            const from = listed ? equals + 1 : 0;
            const whole = key === 'environment' && isAddressKey(variable);
            for (const { name, start, end } of hostsIn(scalar.text.slice(from), isService, whole))
              addPart(scalar, from + start, from + end, 'service', name, add);
          },
        });
      }
    }
  }
}

function sectionOf(root: YamlNode | undefined, key: string): YamlNode | undefined {
  for (const entry of entriesOf(root)) if (keyText(entry) === key) return entry.value;
  return undefined;
}

/** The entries of a map with those that merge keys bring in; each map once for each `seen`. */
export function* entriesOf(node: YamlNode | undefined, seen: Set<YamlNode> = new Set()): Iterable<YamlEntry> {
  const open = [node];
  while (open.length > 0) {
    const map = resolved(open.pop());
    if (map?.kind !== 'map' || seen.has(map)) continue;
    seen.add(map);
    for (const entry of map.entries) {
      if (keyText(entry) !== '<<') yield entry;
      else {
        const sources = resolved(entry.value);
        if (sources?.kind === 'seq') open.push(...sources.items.map(({ value }) => value));
        else open.push(sources);
      }
    }
  }
}

function anchorsAndVariables(root: YamlNode | undefined, add: Add): void {
  const anchored = (node: YamlNode): void => {
    const { anchor } = node;
    if (anchor) {
      const span = { start: anchor.start + 1, end: anchor.end };
      add({ kind: 'anchor', name: anchor.name, role: 'definition', span, anchor: anchor.start });
    }
    if (node.kind === 'alias' && node.target?.anchor) {
      const span = { start: node.start + 1, end: node.start + 1 + node.name.length };
      add({ kind: 'anchor', name: node.name, role: 'use', span, anchor: node.target.anchor.start });
    }
  };
  if (root) anchored(root);
  visitYaml(root, {
    entry({ key, value }) {
      if (key) anchored(key);
      if (value) anchored(value);
    },
    seq({ items }) {
      for (const { value } of items) if (value) anchored(value);
    },
    scalar(scalar) {
      if (!scalar.text.includes('$')) return;
      for (const { name, nameStart } of allVariablesIn(scalar.text).variables)
        addPart(scalar, nameStart, nameStart + name.length, 'variable', name, add);
    },
  });
}

function addPart(scalar: YamlScalar, start: number, end: number, kind: NameKind, name: string, add: Add): void {
  add({ kind, name, role: 'use', span: spanInScalar(scalar, start, end) });
}

function addScalar(
  node: YamlNode | undefined,
  kind: NameKind,
  role: WrittenName['role'],
  add: Add,
  more: Partial<WrittenName> = {},
): void {
  const scalar = resolved(node);
  if (scalar?.kind !== 'scalar' || scalar.text === '' || scalar.text.includes('$')) return;
  const { text } = scalar;
  add({ kind, name: text, role, span: spanInScalar(scalar, 0, text.length), scalar, ...more });
}

/** A list's items, or a map's keys. */
function addEach(node: YamlNode | undefined, kind: NameKind, add: Add): void {
  const value = resolved(node);
  if (value?.kind === 'seq') for (const item of value.items) addScalar(item.value, kind, 'use', add);
  for (const entry of entriesOf(value)) addScalar(entry.key, kind, 'use', add);
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const value = resolved(node);
  if (value?.kind !== 'seq') return [];
  return value.items.flatMap((item) => resolved(item.value) ?? []);
}

/** The part of a text before a colon, as a name. */
function addHead(node: YamlNode, add: Add): void {
  if (node.kind !== 'scalar' || node.text.includes('$') || node.text.startsWith('container:')) return;
  const colon = node.text.indexOf(':');
  const end = colon === -1 ? node.text.length : colon;
  if (end > 0) addPart(node, 0, end, 'service', node.text.slice(0, end), add);
}

const servicePrefix = 'service:';

/** `service:NAME` in a text from an offset on. */
function addServiceMode(node: YamlNode | undefined, add: Add, from = 0): void {
  const scalar = resolved(node);
  if (scalar?.kind !== 'scalar' || !scalar.text.startsWith(servicePrefix, from) || scalar.text.includes('$')) return;
  const start = from + servicePrefix.length;
  if (start < scalar.text.length) addPart(scalar, start, scalar.text.length, 'service', scalar.text.slice(start), add);
}

function fieldOf(node: YamlNode, key: string): YamlNode | undefined {
  for (const entry of entriesOf(node)) if (keyText(entry) === key) return resolved(entry.value);
  return undefined;
}

type Reader = (value: YamlNode | undefined, add: Add, path: string) => void;

const eachItem =
  (read: (item: YamlNode, add: Add) => void): Reader =>
  (value, add) => {
    for (const item of itemsOf(value)) read(item, add);
  };

/** What reads the names out of an attribute of a service. */
const readers: Readonly<Record<string, Reader>> = {
  depends_on: (value, add) => addEach(value, 'service', add),
  networks: (value, add) => addEach(value, 'network', add),
  models: (value, add) => addEach(value, 'model', add),
  links: eachItem(addHead),
  volumes_from: eachItem(addHead),
  network_mode: (value, add) => addServiceMode(value, add),
  ipc: (value, add) => addServiceMode(value, add),
  pid: (value, add) => addServiceMode(value, add),
  uts: (value, add) => addServiceMode(value, add),
  cgroup: (value, add) => addServiceMode(value, add),
  configs: (value, add) => addGranted(value, 'config', add),
  secrets: (value, add) => addGranted(value, 'secret', add),
  credential_spec: (value, add) => addScalar(value && fieldOf(value, 'config'), 'config', 'use', add),
  volumes: eachItem(addMount),
  profiles: eachItem((item, add) => addScalar(item, 'profile', 'definition', add)),
  extends: addExtended,
  environment: addPassed,
  build(value, add) {
    if (!value) return;
    addGranted(fieldOf(value, 'secrets'), 'secret', add);
    addContexts(fieldOf(value, 'additional_contexts'), add);
    addPassed(fieldOf(value, 'args'), add);
  },
};

function addGranted(node: YamlNode | undefined, kind: NameKind, add: Add): void {
  for (const item of itemsOf(node)) addScalar(item.kind === 'map' ? fieldOf(item, 'source') : item, kind, 'use', add);
}

function addMount(item: YamlNode, add: Add): void {
  if (item.kind === 'map') {
    const type = fieldOf(item, 'type');
    if (type?.kind === 'scalar' && type.text === 'volume') addScalar(fieldOf(item, 'source'), 'volume', 'use', add);
  } else if (item.kind === 'scalar') {
    const short = readShortMount(item.text);
    const { source, sourceSpan } = short ?? {};
    if (source === undefined || !sourceSpan || isHostPath(source) || source.includes('$')) return;
    addPart(item, ...sourceSpan, 'volume', source, add);
  }
}

function addExtended(node: YamlNode | undefined, add: Add, path: string): void {
  const value = resolved(node);
  if (value?.kind !== 'map') {
    addScalar(value, 'service', 'use', add);
    return;
  }
  const file = fieldOf(value, 'file');
  const inFile = file?.kind === 'scalar' ? resolvePath(dirname(path), file.text) : undefined;
  addScalar(fieldOf(value, 'service'), 'service', 'use', add, { inFile });
}

function addContexts(node: YamlNode | undefined, add: Add): void {
  for (const item of itemsOf(node)) if (item.kind === 'scalar') addServiceMode(item, add, item.text.indexOf('=') + 1);
  for (const { value } of entriesOf(node)) addServiceMode(value, add);
}

/** Variables without a value get that of the project. */
function addPassed(node: YamlNode | undefined, add: Add): void {
  for (const item of itemsOf(node)) {
    if (item.kind !== 'scalar' || !variableName.test(item.text)) continue;
    addScalar(item, 'variable', 'use', add, { passed: { form: 'item', span: item } });
  }
  for (const { key, value, colon } of entriesOf(node)) {
    if (!isEmpty(value) || colon === undefined || key?.kind !== 'scalar' || !variableName.test(key.text)) continue;
    const span = { start: colon, end: value?.end ?? colon + 1 };
    addScalar(key, 'variable', 'use', add, { passed: { form: 'key', span } });
  }
}

const variableName = /^[A-Za-z_]\w*$/;
