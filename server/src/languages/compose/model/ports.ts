import { byText } from '../../../core/memo.js';
import { type Place, placeWithin, type Text, textOf, type Value, valueAt } from './value.js';

/** One published or container-only port, of either form. */
export interface Port {
  readonly value: Value;
  /** The host's address; undefined where none is given, which means all. */
  readonly hostIp: string | undefined;
  /** Host ports, first and last; undefined where the engine chooses one. */
  readonly host: readonly [number, number] | undefined;
  readonly container: readonly [number, number];
  readonly protocol: string;
  /** Where the host port is written; where it is not, the whole. */
  readonly hostPlace: Place;
  readonly containerPlace: Place;
}

/** Why a short form is refused. */
export interface PortProblem {
  readonly kind: 'empty' | 'number' | 'too-large' | 'protocol' | 'range' | 'address' | 'fields';
  /** What the message names. */
  readonly subject: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

export interface ShortPort {
  readonly hostIp: string | undefined;
  readonly host: readonly [number, number] | undefined;
  readonly container: readonly [number, number];
  readonly protocol: string;
  /** Offsets in the text. */
  readonly hostSpan: readonly [number, number] | undefined;
  readonly containerSpan: readonly [number, number];
}

const highest = 65_535;

/** Reads `[[IP:][HOST[-HOST]]:]CONTAINER[-CONTAINER][/PROTOCOL]`. */
export const readShortPort: (text: string) => ShortPort | PortProblem = byText((text) => {
  const whole = { start: 0, end: text.length };
  if (text.trim() === '') return { kind: 'empty', subject: text, ...whole };
  const slash = text.lastIndexOf('/');
  // A slash with nothing behind it is as none.
  const protocol = (slash === -1 ? '' : text.slice(slash + 1).toLowerCase()) || 'tcp';
  if (!/^(?:tcp|udp|sctp)$/.test(protocol))
    return { kind: 'protocol', subject: text.slice(slash + 1), start: slash + 1, end: text.length };
  const body = slash === -1 ? text : text.slice(0, slash);
  const lastColon = colonOutside(body, body.length);
  const containerAt = lastColon + 1;
  if (containerAt === body.length) return { kind: 'empty', subject: text, ...whole };
  const container = readRange(body.slice(containerAt));
  if (typeof container === 'string')
    return { kind: container, subject: body.slice(containerAt), start: containerAt, end: body.length };
  const containerSpan = [containerAt, body.length] as const;
  if (lastColon === -1)
    return { hostIp: undefined, host: undefined, container, protocol, hostSpan: undefined, containerSpan };
  const hostColon = colonOutside(body, lastColon);
  const hostAt = hostColon + 1;
  const hostText = body.slice(hostAt, lastColon);
  const hostIp = hostColon <= 0 ? undefined : body.slice(0, hostColon);
  if (hostIp && !isAddress(hostIp))
    return {
      kind: hostIp.includes(':') && !hostIp.startsWith('[') ? 'fields' : 'address',
      subject: hostIp,
      start: 0,
      end: hostColon,
    };
  if (hostText === '') return { hostIp, host: undefined, container, protocol, hostSpan: undefined, containerSpan };
  const host = readRange(hostText);
  if (typeof host === 'string') return { kind: host, subject: hostText, start: hostAt, end: lastColon };
  const [containers, hosts] = [container[1] - container[0], host[1] - host[0]];
  if (containers > 0 && containers !== hosts) return { kind: 'range', subject: body, start: hostAt, end: body.length };
  return { hostIp, host, container, protocol, hostSpan: [hostAt, lastColon], containerSpan };
});

/** The last colon before `end` that is not in brackets; -1 without one. */
function colonOutside(text: string, end: number): number {
  for (let at = end - 1; at >= 0; at--) {
    if (text[at] === ']') at = text.lastIndexOf('[', at);
    if (at >= 0 && text[at] === ':') return at;
  }
  return -1;
}

function readRange(text: string): readonly [number, number] | 'number' | 'too-large' | 'range' {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return 'number';
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  if (first > highest || last > highest) return 'too-large';
  return last < first ? 'range' : [first, last];
}

export function isAddress(text: string): boolean {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return text.split('.').every((part) => Number(part) < 256);
  const inner = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return inner.includes(':') && /^[0-9a-fA-F:.]+(?:%[\w.-]+)?$/.test(inner) && (inner.match(/::/g) ?? []).length < 2;
}

/** A port of either form; undefined where it is not right or holds what is not known. */
export function portOf(value: Value): Port | undefined {
  if (value.kind === 'text') {
    if (value.text === undefined) return undefined;
    const short = readShortPort(value.text);
    if ('kind' in short) return undefined;
    const { hostSpan, containerSpan, ...port } = short;
    const exact = value.text === value.raw;
    return {
      ...port,
      value,
      hostPlace: exact && hostSpan ? placeWithin(value, ...hostSpan) : value,
      containerPlace: exact ? placeWithin(value, ...containerSpan) : value,
    };
  }
  const target = valueAt(value, 'target');
  const published = valueAt(value, 'published');
  const container = readRange(textOf(target) ?? '');
  if (typeof container === 'string') return undefined;
  const hostText = published ? textOf(published) : '';
  const host = hostText ? readRange(hostText) : undefined;
  if (hostText === undefined || typeof host === 'string') return undefined;
  return {
    value,
    hostIp: textOf(valueAt(value, 'host_ip')),
    host,
    container,
    protocol: textOf(valueAt(value, 'protocol'))?.toLowerCase() ?? 'tcp',
    hostPlace: published ?? target ?? value,
    containerPlace: target ?? value,
  };
}

/** What makes two ports of different files the same one. */
export function portKey(value: Value): string | undefined {
  const port = portOf(value);
  return port && `${port.hostIp ?? ''}:${port.host?.join('-') ?? ''}:${port.container.join('-')}/${port.protocol}`;
}

/** Whether a text stands at a port's place: used to tell short forms from long ones. */
export function isShort(value: Value): value is Text {
  return value.kind === 'text';
}
