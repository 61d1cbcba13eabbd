import type { Span } from '../../../core/text.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { isPlaceholder } from './applied.js';
import { isSubdomain } from './labels.js';
import { entryIn, mapIn, mapsIn, scalarIn, seqIn, textIn } from './nodes.js';
import { groupOf, type KubernetesObject } from './objects.js';
import { isOutOfRange } from './ports.js';

// What the schemas and rules of the Gateway API refuse, beyond the types of fields.

export type GatewayProblem =
  | 'listenerName'
  | 'sameName'
  | 'sameListener'
  | 'hostname'
  | 'tls'
  | 'port'
  | 'address'
  | 'controller'
  | 'group'
  | 'kind'
  | 'portless'
  | 'path'
  | 'header'
  | 'sameMatch'
  | 'filterField'
  | 'filterOther'
  | 'sameFilter'
  | 'redirect'
  | 'rewrite'
  | 'empty';

export interface GatewayFinding {
  readonly at: Span;
  readonly problem: GatewayProblem;
  readonly value: string;
}

/** All that is wrong with an object of the Gateway API, in its order; nothing for other objects. */
export function gatewayFindings(object: KubernetesObject): readonly GatewayFinding[] {
  if (groupOf(object) !== 'gateway.networking.k8s.io') return [];
  const found: GatewayFinding[] = [];
  const report = (at: Span | undefined, problem: GatewayProblem, value = ''): void => {
    if (at) found.push({ at, problem, value });
  };
  const spec = mapIn(object.map, 'spec');
  const kind = object.kind?.text ?? '';
  if (kind === 'Gateway') checkGateway(spec, report);
  else if (kind === 'GatewayClass') {
    const name = written(scalarIn(spec, 'controllerName'));
    if (name && !/^[a-z0-9.-]+\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(name.text))
      report(name, 'controller', name.text);
  } else if (kind === 'ReferenceGrant') {
    for (const key of ['from', 'to'])
      if (seqIn(spec, key)?.items.length === 0) report(entryIn(spec, key)?.key, 'empty', key);
  } else if (/^(?:HTTP|GRPC|TCP|TLS|UDP)Route$/.test(kind)) {
    for (const rule of mapsIn(spec, 'rules')) checkRule(rule, report);
  }
  return found;
}

type Report = (at: Span | undefined, problem: GatewayProblem, value?: string) => void;

/** A scalar that is neither empty nor filled in by something else. */
function written(scalar: YamlScalar | undefined): YamlScalar | undefined {
  return scalar && scalar.text !== '' && !isPlaceholder(scalar.text) ? scalar : undefined;
}

function checkGateway(spec: YamlMap | undefined, report: Report): void {
  const names = new Set<string>();
  const listeners = new Set<string>();
  for (const listener of mapsIn(spec, 'listeners')) {
    const name = written(scalarIn(listener, 'name'));
    if (name && !isSubdomain(name.text)) report(name, 'listenerName', name.text);
    else if (name && names.has(name.text)) report(name, 'sameName', name.text);
    if (name) names.add(name.text);
    const port = scalarIn(listener, 'port');
    const protocol = textIn(listener, 'protocol');
    const hostname = scalarIn(listener, 'hostname');
    const tls = entryIn(listener, 'tls');
    if (isOutOfRange(port)) report(port, 'port', port?.text);
    if ((protocol === 'TCP' || protocol === 'UDP') && hostname?.text) report(hostname, 'hostname', protocol);
    if (/^(?:HTTP|TCP|UDP)$/.test(protocol ?? '') && mapIn(listener, 'tls')) report(tls?.key, 'tls', protocol);
    if (!written(port) || !protocol || isPlaceholder(protocol)) continue;
    const same = `${port?.text} ${protocol} ${hostname?.text ?? ''}`;
    if (listeners.has(same) && !isPlaceholder(same)) report(port, 'sameListener', `${port?.text}, ${protocol}`);
    listeners.add(same);
  }
  for (const address of mapsIn(spec, 'addresses')) {
    const value = written(scalarIn(address, 'value'));
    const type = textIn(address, 'type') ?? 'IPAddress';
    if (!value) continue;
    const isRefused = type === 'IPAddress' ? !isAddress(value.text) : type === 'Hostname' && !isHostname(value.text);
    if (isRefused) report(value, 'address', value.text);
  }
}

/** Whether a text may be an address of IPv4 or IPv6; of the latter only what surely is none is told apart. */
function isAddress(text: string): boolean {
  if (text.includes(':'))
    return (
      /^[0-9a-fA-F:.]+$/.test(text) && !text.includes(':::') && text.split('::').length <= 2 && !/[^:]:$/.test(text)
    );
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isHostname(text: string): boolean {
  return isSubdomain(text.startsWith('*.') ? text.slice(2) : text);
}

const pathText = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

/** Whether a path for an exact match or that of a prefix is one that is taken. */
function isPath(text: string): boolean {
  return text.startsWith('/') && !/\/\/|\/\.\.?(?:\/|$)|%2f/i.test(text) && pathText.test(text);
}

const headerName = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;

function checkRule(rule: YamlMap, report: Report): void {
  for (const match of mapsIn(rule, 'matches')) {
    const path = scalarIn(match, 'path', 'value');
    const type = textIn(match, 'path', 'type') ?? 'PathPrefix';
    if (written(path) && path && (type === 'PathPrefix' || type === 'Exact') && !isPath(path.text))
      report(path, 'path', path.text);
    for (const key of ['headers', 'queryParams']) {
      const names = new Set<string>();
      for (const item of mapsIn(match, key)) {
        const name = written(scalarIn(item, 'name'));
        if (!name) continue;
        if (!headerName.test(name.text)) report(name, 'header', name.text);
        else if (names.has(name.text)) report(name, 'sameMatch', name.text);
        names.add(name.text);
      }
    }
  }
  checkFilters(rule, report);
  for (const backend of mapsIn(rule, 'backendRefs')) {
    checkBackend(backend, report);
    checkFilters(backend, report);
  }
}

function checkBackend(backend: YamlMap, report: Report): void {
  const group = written(scalarIn(backend, 'group'));
  const kind = written(scalarIn(backend, 'kind'));
  const port = scalarIn(backend, 'port');
  const name = scalarIn(backend, 'name');
  if (group && !isSubdomain(group.text)) report(group, 'group', group.text);
  if (kind && !/^[a-zA-Z](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(kind.text)) report(kind, 'kind', kind.text);
  if (isOutOfRange(port)) report(port, 'port', port?.text);
  const isService = (textIn(backend, 'group') ?? '') === '' && (textIn(backend, 'kind') ?? 'Service') === 'Service';
  if (isService && name?.text && !entryIn(backend, 'port')) report(name, 'portless', name.text);
}

/** Filters that may not be repeated in a rule. */
const single = /^(?:RequestHeaderModifier|ResponseHeaderModifier|RequestRedirect|URLRewrite|CORS)$/;
const types =
  /^(?:RequestHeaderModifier|ResponseHeaderModifier|RequestMirror|RequestRedirect|URLRewrite|ExtensionRef|CORS|ExternalAuth)$/;

/** The field that a type of filter is set up by. */
function fieldOf(type: string): string {
  if (type === 'URLRewrite') return 'urlRewrite';
  return type === 'CORS' ? 'cors' : type.charAt(0).toLowerCase() + type.slice(1);
}

function checkFilters(holder: YamlMap, report: Report): void {
  const seen = new Set<string>();
  for (const filter of mapsIn(holder, 'filters')) {
    const at = written(scalarIn(filter, 'type'));
    if (!at || !types.test(at.text)) continue;
    const field = fieldOf(at.text);
    if (!entryIn(filter, field)) report(at, 'filterField', field);
    for (const { key } of filter.entries) {
      const name = key?.kind === 'scalar' ? key.text : '';
      const isOther = name !== field && types.test(name.charAt(0).toUpperCase() + name.slice(1));
      if (key && (isOther || (name !== field && (name === 'urlRewrite' || name === 'cors'))))
        report(key, 'filterOther', name);
    }
    for (const action of ['set', 'add'])
      for (const header of mapsIn(filter, field, action)) {
        const name = written(scalarIn(header, 'name'));
        if (name && !headerName.test(name.text)) report(name, 'header', name.text);
      }
    if (single.test(at.text) && seen.has(at.text)) report(at, 'sameFilter', at.text);
    const isPair = at.text === 'URLRewrite' ? seen.has('RequestRedirect') : seen.has('URLRewrite');
    if (isPair && /^(?:URLRewrite|RequestRedirect)$/.test(at.text) && !seen.has(at.text)) report(at, 'rewrite');
    seen.add(at.text);
    const backends = seqIn(holder, 'backendRefs');
    if (at.text === 'RequestRedirect' && backends && backends.items.length > 0)
      report(entryIn(holder, 'backendRefs')?.key, 'redirect');
  }
}
