import { replace } from '../../../core/edit.js';
import type { Refactoring } from '../../../core/features.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { written } from '../../../yaml/edits.js';
import type { YamlMap, YamlNode } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { isHostPath, readShortMount } from '../model/mounts.js';
import { readShortPort } from '../model/ports.js';
import { holdsComment, refused, type Target } from './refactorings.js';

const kind = 'refactor.rewrite';

/** `key: value` lines with the maps below them. */
type Fields = readonly (readonly [key: string, value: string | Fields])[];

/** `"8080:80"` and its long form. */
export function portForm(target: Target): readonly Refactoring[] {
  return otherForm(target, 'port', longPort, shortPort);
}

/** `data:/data` and its long form. */
export function mountForm(target: Target): readonly Refactoring[] {
  return otherForm(target, 'mount', longMount, shortMount);
}

/** A form that can be written, or why it cannot. */
type Form<T> = { readonly form: T } | { readonly why: string };

function otherForm(
  { context, link }: Target,
  noun: string,
  long: (text: string) => Form<Fields>,
  short: (values: ReadonlyMap<string, string>) => Form<string>,
): readonly Refactoring[] {
  const { node, flow } = link;
  if (node?.kind !== 'scalar' && node?.kind !== 'map') return [];
  const title = node.kind === 'scalar' ? `Write this ${noun} in the long form` : `Write this ${noun} in the short form`;
  if (node.anchor || node.tag) return refused(title, kind, 'It has an anchor or a tag.');
  if (node.kind === 'scalar') {
    if (node.text.includes('$')) return refused(title, kind, 'A variable may hold any part of it.');
    if (node.style === 'literal' || node.style === 'folded') return [];
    const result = long(node.text);
    if ('why' in result) return refused(title, kind, result.why);
    return [
      { title, kind, edits: [replace(node, flow ? inline(result.form) : block(context.text, node, result.form))] },
    ];
  }
  if (holdsComment(context, node)) return refused(title, kind, 'There is a comment in it.');
  const values = valuesOf(node);
  const result = values ? short(values) : { why: 'It says more than the short form can.' };
  if ('why' in result) return refused(title, kind, result.why);
  let { end } = node;
  while (/\s/.test(context.text[end - 1] ?? '')) end--;
  return [{ title, kind, edits: [replace({ start: node.start, end }, `"${result.form}"`)] }];
}

function inline(fields: Fields): string {
  const items = fields.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : inline(value)}`);
  return `{ ${items.join(', ')} }`;
}

function block(text: string, node: YamlNode, fields: Fields): string {
  const joint = lineEnding(text) + ' '.repeat(columnOf(text, node.start));
  const lines = (of: Fields, indent: string): readonly string[] =>
    of.flatMap(([key, value]) =>
      typeof value === 'string' ? [`${indent}${key}: ${value}`] : [`${indent}${key}:`, ...lines(value, `${indent}  `)],
    );
  return lines(fields, '').join(joint);
}

/** The scalars of a map and of the maps in it by their paths; undefined where there is anything else. */
function valuesOf(map: YamlMap, above = ''): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  for (const entry of map.entries) {
    const key = keyText(entry);
    const { value } = entry;
    if (key === undefined || !value || value.anchor || value.tag) return undefined;
    if (value.kind === 'scalar' && !value.text.includes('$')) found.set(above + key, value.text);
    else {
      const inner = value.kind === 'map' && above === '' ? valuesOf(value, `${key}.`) : undefined;
      if (!inner) return undefined;
      for (const [path, text] of inner) found.set(path, text);
    }
  }
  return found;
}

function longPort(text: string): Form<Fields> {
  const port = readShortPort(text);
  if ('kind' in port) return { why: 'It is not a port that Compose can read.' };
  const { container, host, hostIp, protocol } = port;
  if (container[0] !== container[1]) return { why: 'The long form has one port of the container.' };
  const published = host && (host[0] === host[1] ? String(host[0]) : `${host[0]}-${host[1]}`);
  return {
    form: [
      ['target', String(container[0])],
      ...(published === undefined ? [] : [['published', `"${published}"`] as const]),
      ...(hostIp === undefined ? [] : [['host_ip', addressOf(hostIp)] as const]),
      ...(protocol === 'tcp' ? [] : [['protocol', protocol] as const]),
    ],
  };
}

function addressOf(hostIp: string): string {
  return hostIp.includes(':') ? `"${hostIp.replace(/^\[(.*)\]$/, '$1')}"` : hostIp;
}

function shortPort(values: ReadonlyMap<string, string>): Form<string> {
  const rest = new Set(values.keys());
  for (const key of ['target', 'published', 'host_ip', 'protocol']) rest.delete(key);
  if (values.get('mode') === 'ingress') rest.delete('mode');
  const [other] = rest;
  if (other !== undefined) return { why: `The short form has no place for ${other}.` };
  const target = values.get('target') ?? '';
  const published = values.get('published') ?? '';
  const protocol = values.get('protocol') ?? 'tcp';
  const ip = values.get('host_ip') ?? '';
  const address = ip.includes(':') ? `[${ip}]` : ip;
  const host = address === '' ? (published === '' ? '' : `${published}:`) : `${address}:${published}:`;
  const short = `${host}${target}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  return 'kind' in readShortPort(short) ? { why: 'It is not a port that Compose can read.' } : { form: short };
}

const propagations = ['shared', 'slave', 'private', 'rshared', 'rslave', 'rprivate'];

function longMount(text: string): Form<Fields> {
  const mount = readShortMount(text);
  if (!mount) return { why: 'It is not a mount that Compose can read.' };
  const { source, target, options } = mount;
  const bind = source !== undefined && isHostPath(source);
  const fields: [string, string | Fields][] = [['type', bind ? 'bind' : 'volume']];
  if (source !== undefined) fields.push(['source', written(source, 'plain', true)]);
  fields.push(['target', written(target, 'plain', true)]);
  const more: [string, string][] = [];
  for (const option of options) {
    if (option === 'ro') fields.push(['read_only', 'true']);
    else if (bind && propagations.includes(option)) more.push(['propagation', option]);
    else if (bind && (option === 'z' || option === 'Z')) more.push(['selinux', option]);
    else if (!bind && option === 'nocopy') more.push(['nocopy', 'true']);
    else if (option !== 'rw') return { why: `The long form has no place for ${option}.` };
  }
  if (more.length > 0) fields.push([bind ? 'bind' : 'volume', more]);
  return { form: fields };
}

function shortMount(values: ReadonlyMap<string, string>): Form<string> {
  const type = values.get('type');
  const source = values.get('source');
  const target = values.get('target');
  if (target === undefined || (type !== 'bind' && type !== 'volume'))
    return { why: 'The short form has binds and volumes only.' };
  if (source !== undefined && isHostPath(source) !== (type === 'bind'))
    return { why: 'The short form would take its source for something else.' };
  if (source === undefined && type === 'bind') return { why: 'It has no source.' };
  const options: string[] = [];
  for (const [key, value] of values) {
    if (key === 'type' || key === 'source' || key === 'target') continue;
    if (key === 'bind.create_host_path' && value === 'true') continue;
    if ((key === 'read_only' || key === 'volume.nocopy') && value === 'false') continue;
    if (key === 'read_only' && value === 'true') options.unshift('ro');
    else if (key === 'bind.propagation' || key === 'bind.selinux') options.push(value);
    else if (key === 'volume.nocopy' && value === 'true') options.push('nocopy');
    else return { why: `The short form has no place for ${key}.` };
  }
  if (source === undefined && options.length > 0) return { why: 'Without a source the short form has no options.' };
  const short = [
    ...(source === undefined ? [] : [source]),
    target,
    ...(options.length > 0 ? [options.join(',')] : []),
  ].join(':');
  const again = readShortMount(short);
  if (/["\\\n]/.test(short) || again?.target !== target || again.source !== source)
    return { why: 'A colon or a quote in it would be read otherwise.' };
  return { form: short };
}
