// Writes data/facts.json: what only Kubernetes' own Go modules tell, and for the releases only many of them together. Run it
// for a new release of Kubernetes: node scripts/kubernetes/facts/write.mjs. It needs Go, which loads the modules.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { shortName } from '../names.mjs';
import { enumsOf } from './enums.mjs';
import { kindsOf, sorted } from './kinds.mjs';

/** Minor releases of Kubernetes 1; before the first, nobody wrote down what each field is. */
const first = 21;
const last = 37;
/** The release that the packages of npm have. */
const packaged = 36;
const minors = Array.from({ length: last - first + 1 }, (_, i) => first + i);
const work = mkdtempSync(join(tmpdir(), 'kubernetes-facts-'));
const target = fileURLToPath(new URL('../data/facts.json', import.meta.url));

/** @returns the folder of each module */
function download(modules) {
  writeFileSync(join(work, 'go.mod'), 'module facts\n');
  const text = execFileSync('go', ['mod', 'download', '-json', ...modules], { cwd: work, encoding: 'utf8' });
  const found = JSON.parse(`[${text.replaceAll('}\n{', '},{')}]`);
  return new Map(found.map(({ Path, Version, Dir }) => [`${Path}@${Version}`, Dir]));
}

/** The types of a release as its apply configurations know them: for each a map of its fields. */
function typesOf(folder) {
  const source = readFileSync(join(folder, 'applyconfigurations/internal/internal.go'), 'utf8');
  const text = /YAMLObject\(`([\s\S]*?)`\)/.exec(source)?.[1] ?? '';
  const types = new Map();
  for (const { name, map } of parse(text).types) {
    if (!name.startsWith('io.k8s.') || !map?.fields) continue;
    const fields = map.fields.map((field) => [field.name, { ...typeOf(field.type), default: field.default }]);
    types.set(shortName(name), new Map(fields));
  }
  return types;
}

/** Types that no package of npm has. */
const unpacked = new Set(['meta.v1.GroupResource']);

const basic = { string: 's', boolean: 'b', numeric: 'i', untyped: 'a' };
const special = {
  'resource.Quantity': 'q',
  'intstr.IntOrString': 'x',
  'meta.v1.Time': 't',
  'meta.v1.MicroTime': 'u',
  'meta.v1.Duration': 'd',
  'meta.v1.FieldsV1': 'o',
  'runtime.RawExtension': 'o',
};

/** A type as a text: a letter for what is basic, else a name, with [] for lists and {} for maps before it. */
function typeOf(type) {
  if (type.namedType) {
    const name = shortName(type.namedType);
    return { type: special[name] ?? (name.startsWith('_') ? 'a' : name) };
  }
  if (type.list) return { type: `[]${typeOf(type.list.elementType).type}`, keys: type.list.keys };
  if (type.map?.fields) return { type: 'a' };
  if (type.map) return { type: `{}${typeOf(type.map.elementType).type}` };
  return { type: basic[type.scalar] ?? 'a' };
}

/** Of each type the fields that came or went, with the releases and the type. */
function fieldsOf(releases) {
  const result = {};
  for (const name of new Set(releases.flatMap((types) => [...types.keys()]))) {
    const known = releases.map((types) => types.get(name));
    const typeFirst = known.findIndex(Boolean);
    const typeLast = known.findLastIndex(Boolean);
    const isNew = typeFirst === releases.length - 1 || unpacked.has(name);
    const isGone = typeLast < releases.length - 1;
    const isPreview = /\.v\d+(?:alpha|beta)\d+\./.test(name);
    const fields = {};
    for (const field of new Set(known.flatMap((one) => [...(one?.keys() ?? [])]))) {
      const from = known.findIndex((one) => one?.has(field));
      const to = known.findLastIndex((one) => one?.has(field));
      const fact = {
        ...(from > typeFirst && { since: first + from }),
        ...(to < typeLast && { until: first + to + 1 }),
      };
      // Packages of npm have the types of the other fields, but for kinds that are off by default.
      if (isNew || isGone || isPreview || fact.since || fact.until)
        fields[field] = trimmed([known[to].get(field).type, fact.since, fact.until]);
    }
    if (Object.keys(fields).length > 0) result[name] = sorted(fields);
  }
  return sorted(result);
}

/** The fields, with the values that they may have, and with those that may have others than in the packages of npm. */
function withEnums(fields, before, now) {
  for (const [path, type] of now) {
    const dot = path.lastIndexOf('.');
    const [name, field] = [path.slice(0, dot), path.slice(dot + 1)];
    const known = fields[name]?.[field];
    if (known && /^(?:\[\])?s$/.test(known[0])) known[0] = type;
    else if (before.has(path) && before.get(path) !== type) fields[name] = sorted({ ...fields[name], [field]: [type] });
  }
  return sorted(fields);
}

/** Lists whose items are told apart by some of their keys. */
function listsOf(types) {
  const result = {};
  for (const [name, fields] of types)
    for (const [field, { keys }] of fields) if (keys) result[`${name}.${field}`] = keys;
  return sorted(result);
}

function defaultsOf(types) {
  const result = {};
  for (const [name, fields] of types) {
    for (const [field, { default: value }] of fields) {
      // What is empty is what every field without a value is.
      if (value && typeof value !== 'object') result[`${name}.${field}`] = value;
    }
  }
  return sorted(result);
}

/** Fields that hold bytes, or numbers larger than those of 32 bits, or with fractions. */
function numbersOf(folders) {
  const result = { l: [], n: [], y: [] };
  const letters = { int64: 'l', uint64: 'l', double: 'n', float: 'n', bytes: 'y', 'map<string, bytes>': 'y' };
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('generated.proto')) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      const name = /^package ([\w.]+);/m.exec(text)?.[1];
      if (!name?.startsWith('k8s.io.')) continue;
      for (const [, message, body] of text.matchAll(/^message (\w+) \{\n([\s\S]*?)^\}/gm)) {
        for (const [, type, field] of body.matchAll(/^ {2}(?:optional |repeated )?(map<[^>]*>|\w+) (\w+) = \d+;/gm))
          if (letters[type]) result[letters[type]].push(`${shortName(`${name}.${message}`)}.${field}`);
      }
    }
  }
  for (const list of Object.values(result)) list.sort();
  return result;
}

function trimmed(list) {
  const end = list.findLastIndex((one) => one !== undefined && one !== null);
  return list.slice(0, end + 1).map((one) => one ?? null);
}

/** JSON with one line for each type, so that a change shows. */
function sections(facts) {
  const lines = Object.entries(facts).map(([name, value]) => {
    if (typeof value !== 'object' || Array.isArray(value)) return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`);
    return `${JSON.stringify(name)}: {\n${entries.join(',\n')}\n}`;
  });
  return `{\n${lines.join(',\n')}\n}`;
}

try {
  const folders = download([
    ...minors.map((minor) => `k8s.io/client-go@v0.${minor}.0`),
    // The life cycle of what a release removes is in the release before it.
    ...minors
      .filter((minor) => minor % 3 === first % 3 || minor >= packaged)
      .map((minor) => `k8s.io/api@v0.${minor}.0`),
    `k8s.io/apimachinery@v0.${last}.0`,
    `k8s.io/apiextensions-apiserver@v0.${last}.0`,
    `k8s.io/kube-aggregator@v0.${last}.0`,
  ]);
  const releases = minors.map((minor) => typesOf(folders.get(`k8s.io/client-go@v0.${minor}.0`)));
  const newest = releases[releases.length - 1];
  const apis = [...folders].filter(([name]) => /\/(?:api|apiextensions-apiserver|kube-aggregator)@/.test(name));
  const facts = {
    source: `k8s.io/client-go v0.${first}.0 to v0.${last}.0, and k8s.io/api, apimachinery, apiextensions-apiserver, kube-aggregator v0.${last}.0`,
    first,
    last,
    kinds: kindsOf(
      releases,
      first,
      apis.map(([, folder]) => folder),
    ),
    fields: withEnums(
      fieldsOf(releases),
      enumsOf(folders.get(`k8s.io/api@v0.${packaged}.0`)),
      enumsOf(folders.get(`k8s.io/api@v0.${last}.0`)),
    ),
    lists: listsOf(newest),
    defaults: defaultsOf(newest),
    numbers: numbersOf([...folders].filter(([name]) => name.endsWith(`@v0.${last}.0`)).map(([, folder]) => folder)),
  };
  writeFileSync(target, `${sections(facts)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
