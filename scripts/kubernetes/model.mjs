// Joins what the packages and the facts say into one model: kinds, and the types that they are made of.
import { shortName } from './names.mjs';

/** @typedef {import('./read.mjs').Field} Field @typedef {import('./read.mjs').Type} Type */

const core = new Set(['kubernetes-models', '@kubernetes-models/apimachinery']);

/** Types that read JSON in a way of their own, which their declarations do not show. */
const peculiar = {
  'argo-workflows/argoproj.io/v1alpha1/Amount': 'a',
  'argo-workflows/argoproj.io/v1alpha1/AnyString': 'a',
  'argo-workflows/argoproj.io/v1alpha1/ParallelSteps': {
    list: { ref: 'argo-workflows/argoproj.io/v1alpha1/WorkflowStep' },
  },
};

/** Versions that had what another one has. */
const alike = { 'batch/v2alpha1': 'v1beta1' };

/** Kinds of custom resources that belong to no namespace, besides those whose name begins with `Cluster`. */
const clusterWide = new Set([
  'CiliumBGPAdvertisement',
  'CiliumBGPClusterConfig',
  'CiliumBGPNodeConfig',
  'CiliumBGPNodeConfigOverride',
  'CiliumBGPPeerConfig',
  'CiliumBGPPeeringPolicy',
  'CiliumCIDRGroup',
  'CiliumClusterwideEnvoyConfig',
  'CiliumClusterwideNetworkPolicy',
  'CiliumEgressGatewayPolicy',
  'CiliumIdentity',
  'CiliumL2AnnouncementPolicy',
  'CiliumLoadBalancerIPPool',
  'CiliumNode',
  'CiliumPodIPPool',
  'EC2NodeClass',
  'GatewayClass',
  'GlobalContextEntry',
  'NodeClaim',
  'NodePool',
]);

/** What the API of Kubernetes takes in some places, and no declaration says. */
const choices = {
  'apiextensions.v1.JSONSchemaPropsOrArray': [
    { ref: 'apiextensions.v1.JSONSchemaProps' },
    { list: { ref: 'apiextensions.v1.JSONSchemaProps' } },
  ],
  'apiextensions.v1.JSONSchemaPropsOrBool': [{ ref: 'apiextensions.v1.JSONSchemaProps' }, 'b'],
  'apiextensions.v1.JSONSchemaPropsOrStringArray': [{ ref: 'apiextensions.v1.JSONSchemaProps' }, { list: 's' }],
};

/**
 * @param {Map<string, import('./read.mjs').Declaration>} declarations
 * @param {object} facts data/facts.json
 * @returns {{ kinds: Kind[], types: Map<string, object> }} kinds in the order of their packages, Kubernetes' own first
 */
export function modelOf(declarations, facts) {
  const types = new Map();
  const kinds = [];
  const names = new Map([...declarations.keys()].map((id) => [id, nameOf(id)]));
  for (const [id, declaration] of declarations) {
    const name = names.get(id);
    const chunk = chunkOf(id);
    if (declaration.alias) {
      types.set(name, { chunk, alias: renamed(declaration.alias, names) });
      continue;
    }
    const fields = new Map();
    for (const [key, field] of declaration.fields) fields.set(key, { ...field, type: renamed(field.type, names) });
    types.set(name, { chunk, fields, text: declaration.text });
    const { apiVersion, kind } = declaration;
    if (!apiVersion || !kind || (kind.endsWith('List') && fields.has('items'))) continue;
    const fact = facts.kinds[apiVersion]?.[kind];
    if (chunk === 'kubernetes' && !fact) continue;
    const isWide = chunk !== 'kubernetes' && (/^Cluster[A-Z]/.test(kind) || clusterWide.has(kind));
    kinds.push({ apiVersion, kind, type: name, chunk, ...fact, ...(isWide && { cluster: true }) });
  }
  for (const [name, choice] of Object.entries(choices)) types.set(name, { chunk: 'kubernetes', alias: { choice } });
  for (const [name, alias] of Object.entries(peculiar)) types.set(name, { chunk: types.get(name).chunk, alias });
  addFacts(types, kinds, facts);
  for (const { chunk, fields } of types.values()) if (chunk !== 'kubernetes' && fields) loosen(fields);
  for (const { type } of kinds) if (type) finishKind(types.get(type));
  return { kinds: kinds.sort(byChunk), types };
}

/** Kubernetes' own types have the names that its sources have; others those of their package and file. */
function nameOf(id) {
  if (chunkOf(id) !== 'kubernetes') return id.replace('@kubernetes-models/', '');
  const path = id.replace(/^(?:kubernetes-models|@kubernetes-models\/apimachinery)\//, '');
  const [group, version, name] = path.split('/').slice(-3);
  if (name === undefined) return `core.${group}.${version}`;
  return shortName(`${group.split('.')[0]}.${version}.${name}`);
}

function chunkOf(id) {
  const scope = /^(@[^/]*\/[^/]*|[^/]*)/.exec(id)?.[1] ?? '';
  return core.has(scope) ? 'kubernetes' : scope.replace('@kubernetes-models/', '');
}

function byChunk(a, b) {
  const rank = (one) => (one.chunk === 'kubernetes' ? '' : one.chunk);
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0;
}

/** @returns {Type} */
function renamed(type, names) {
  if (typeof type === 'string' || type.values) return type;
  if (type.list) return { list: renamed(type.list, names) };
  if (type.map) return { map: renamed(type.map, names) };
  if (type.ref) return { ref: names.get(type.ref) };
  const fields = new Map();
  for (const [key, field] of type.fields) fields.set(key, { ...field, type: renamed(field.type, names) });
  return { fields };
}

function addFacts(types, kinds, facts) {
  addMissing(types, facts);
  for (const [apiVersion, ofVersion] of Object.entries(facts.kinds)) {
    for (const [kind, fact] of Object.entries(ofVersion)) {
      if (kinds.some((one) => one.apiVersion === apiVersion && one.kind === kind)) continue;
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
      const type = `${group.split('.')[0]}.${alike[apiVersion] ?? version}.${kind}`;
      // Of what is gone for long only the life cycle is known.
      kinds.push({ apiVersion, kind, chunk: 'kubernetes', ...(types.has(type) && { type }), ...fact });
    }
  }
  const wide = new Set(facts.numbers.l);
  const fractions = new Set(facts.numbers.n);
  const bytes = new Set(facts.numbers.y);
  for (const [name, { chunk, fields }] of types) {
    if (chunk !== 'kubernetes' || !fields) continue;
    for (const [key, field] of fields) {
      const path = `${name}.${key}`;
      if (field.type === 'n') field.type = fractions.has(path) ? 'n' : wide.has(path) ? 'l' : 'i';
      else if (bytes.has(path)) field.type = field.type.map ? { map: 'y' } : 'y';
      if (field.type.list && facts.lists[path]) field.type = { ...field.type, keys: facts.lists[path] };
      const [, since, until] = facts.fields[name]?.[key] ?? [];
      if (since) field.since = since;
      if (until) field.until = until;
      const value = facts.defaults[path] ?? defaultOf(field);
      if (value !== undefined) field.default = value;
      if (isDeprecated(field.text)) field.deprecated = true;
    }
  }
}

function isDeprecated(text = '') {
  return /(?:^|[.!]\s+|\n)(?:deprecated|DEPRECATED|Deprecated)[.:]|^Deprecated(?:ServiceAccount)?\b/.test(text);
}

/** Fields and types that only the facts know: what is new, what is gone, and kinds that are off by default. */
function addMissing(types, facts) {
  for (const [name, fields] of Object.entries(facts.fields)) {
    const known = types.get(name) ?? { chunk: 'kubernetes', fields: new Map() };
    if (!known.fields) continue;
    for (const [key, [type]] of Object.entries(fields)) {
      const field = known.fields.get(key) ?? textAs(types, name, key);
      // The packages may not have all of the values yet.
      if (!field.type || type.includes('=')) known.fields.set(key, { ...field, type: parsed(type) });
    }
    types.set(name, known);
  }
}

/** What the same field of another version of a type is said to be. */
function textAs(types, name, key) {
  const [group, , type] = name.split('.');
  for (const version of ['v1', 'v1beta2', 'v1beta1', 'v1alpha1']) {
    const text = types.get(`${group}.${version}.${type}`)?.fields?.get(key)?.text;
    if (text) return { text };
  }
  return {};
}

/** A type as the facts write it, such as `[]core.v1.Container` or `=Never|Always`. */
function parsed(text) {
  if (text.startsWith('=')) return { values: text.slice(1).split('|') };
  if (text.startsWith('[]')) return { list: parsed(text.slice(2)) };
  if (text.startsWith('{}')) return { map: parsed(text.slice(2)) };
  return text.length === 1 ? text : { ref: text };
}

/** The default that a text speaks of, if it is one that the field may have and that depends on nothing. */
function defaultOf({ type, text = '' }) {
  const pattern =
    /\b[Dd]efaults? (?:to|is) (?:["'`](\w+)["'`]|([A-Za-z]+|\d+)s?)(?![\w-]| (?:hour|minute|unless|when)\b| if (?!unset|not))/;
  const [, quoted, plain] = pattern.exec(text) ?? [];
  const value = quoted ?? plain;
  if (value === undefined) return undefined;
  if (type.values) return type.values.find((one) => one === value);
  if (type === 'b') return value === 'true' ? true : value === 'false' ? false : undefined;
  if ((type !== 'i' && type !== 'l') || quoted !== undefined || !/^\d+$/.test(value)) return undefined;
  // A file mode stays in the digits that people know it by.
  return /^0\d/.test(value) ? value : Number(value);
}

/**
 * Of a custom resource, whatever may have a default is not required: a default in its definition fills in what is missing,
 * and declarations do not show it.
 */
function loosen(fields) {
  for (const field of fields.values()) {
    const { type } = field;
    if (['b', 'i', 'l', 'n', 'x'].includes(type) || type.values) field.required = false;
    else for (const inner of mapsIn(type)) loosen(inner);
  }
}

function mapsIn(type) {
  if (typeof type === 'string' || type.values || type.ref) return [];
  return type.fields ? [type.fields] : mapsIn(type.list ?? type.map);
}

/**
 * What stands at the top of every object; some types are objects in one place and templates in another, where version and
 * kind may be left out. What a controller writes is not looked into.
 */
function finishKind({ fields }) {
  if (fields.has('status')) fields.set('status', { ...fields.get('status'), type: 'a', required: false });
  for (const key of ['apiVersion', 'kind']) fields.set(key, { ...fields.get(key), type: 's', required: false });
  if (fields.get('metadata')?.type === 'a') fields.get('metadata').type = { ref: 'meta.v1.ObjectMeta' };
}
