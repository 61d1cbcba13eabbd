import { byText, once } from '../../../core/memo.js';
import { type Variable, variablesIn } from '../../../dotenv/interpolation.js';
import { commandsOf, environmentOf } from './commands.js';
import { isAddressKey } from './env-names.js';
import { keyed } from './merge.js';
import type { Service } from './project.js';
import { numberOf, type Place, placeWithin, type Text, valueAt } from './value.js';

// Addresses that a service is given: URLs, `host:port`, and hosts in variables such as `DB_HOST`.

export interface Address {
  readonly host: string;
  readonly port: number | undefined;
  /** In lower case, without what stands before a `+`: `postgresql+asyncpg` is `postgresql`. Undefined without one. */
  readonly scheme: string | undefined;
  /** The variable that holds it; undefined for one in a command or label. */
  readonly key: string | undefined;
  readonly source: 'environment' | 'command' | 'label';
  /** Where the host is written. */
  readonly hostPlace: Place;
  /** Where the port is written; undefined where none is, and where a variable or another key gives it. */
  readonly portPlace: Place | undefined;
  /** Whether the places are the host's and port's own, so that they can be replaced. */
  readonly exact: boolean;
}

const longest = 5000;
const unknown = '\u0001';

const schemePorts: Readonly<Record<string, number>> = {
  amqp: 5672,
  http: 80,
  https: 443,
  mongodb: 27017,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
};

/** The addresses in a service's environment, in its commands (not in its health check, which asks itself) and labels. */
export const addressesOf: (service: Service) => readonly Address[] = once((service) => {
  const found: Address[] = [];
  const environment = environmentOf(service);
  for (const { key, value } of environment.values()) {
    if (value?.kind !== 'text') continue;
    const inValue = addressesIn(value, 'environment', key);
    found.push(...inValue);
    const host = value.text?.trim() ?? '';
    if (inValue.length > 0 || !isAddressKey(key) || !/^[A-Za-z][\w.-]*$|^127\.0\.0\.1$/.test(host)) continue;
    const portKey = key.replace(/(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i, (end) =>
      end === end.toLowerCase() ? 'port' : 'PORT',
    );
    const port = numberOf(environment.get(portKey)?.value);
    const exact = value.raw === host;
    const place = { key, source: 'environment', hostPlace: value, portPlace: undefined, exact } as const;
    const inside = exact ? placeWithin(value, 0, host.length) : value;
    found.push({ ...place, hostPlace: inside, host, port, scheme: undefined });
  }
  for (const { kind, texts } of commandsOf(service))
    if (kind !== 'healthcheck') for (const text of texts) found.push(...addressesIn(text, 'command', undefined));
  for (const { value } of keyed(valueAt(service.value, 'labels'))?.members.values() ?? [])
    if (value?.kind === 'text') found.push(...addressesIn(value, 'label', undefined));
  return found;
});

function addressesIn(value: Text, source: Address['source'], key: string | undefined): readonly Address[] {
  if (value.raw.length > longest) return [];
  const inRaw = readRaw(value.raw);
  const exact = inRaw.length > 0 || value.text === undefined || value.text === value.raw;
  const parts = exact ? inRaw : parse((value.text ?? '').slice(0, longest));
  return parts.map(({ host, hostAt, port, portAt, scheme }) => ({
    host,
    port: port === undefined ? (scheme === undefined ? undefined : schemePorts[scheme]) : Number(port),
    scheme,
    key,
    source,
    exact,
    hostPlace: exact ? placeWithin(value, hostAt, hostAt + host.length) : value,
    portPlace: port === undefined ? undefined : exact ? placeWithin(value, portAt, portAt + port.length) : value,
  }));
}

/** The text with its variables as characters that are part of no name. */
function masked(text: string): string {
  if (!text.includes('$')) return text;
  let result = text;
  for (const { start, end } of variablesIn(text).variables satisfies readonly Variable[])
    result = result.slice(0, start) + unknown.repeat(end - start) + result.slice(end);
  return result;
}

interface Part {
  readonly host: string;
  readonly hostAt: number;
  readonly port: string | undefined;
  readonly portAt: number;
  readonly scheme: string | undefined;
}

const schemeBefore = /[A-Za-z][A-Za-z0-9+._-]{0,40}$/;
const authority = /^[^\s/?#'"<>`]*/;
const hostAndPort = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_][\w.-]*)(?::(\d{1,5}))?(?=$|[)\]};])/;
const pair = /(?<![^\s,;='"([])([A-Za-z0-9_][\w.-]*):(\d{2,5})(?![^\s,;/'")\]])/g;

const readRaw = byText((raw) => parse(masked(raw)));

function parse(text: string): readonly Part[] {
  const found: Part[] = [];
  const urls: { start: number; end: number }[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const scheme = schemeBefore.exec(text.slice(Math.max(0, at - 41), at))?.[0];
    if (scheme === undefined) continue;
    const start = at + 3;
    const whole = authority.exec(text.slice(start))?.[0] ?? '';
    urls.push({ start: at - scheme.length, end: start + whole.length });
    let from = start + whole.lastIndexOf('@') + 1;
    for (const one of text.slice(from, start + whole.length).split(',')) {
      const match = hostAndPort.exec(one);
      const host = match?.[1];
      // A comma may also begin the next URL of a list.
      const next = text.startsWith('://', from + one.length);
      if (host !== undefined && !next)
        found.push({
          host,
          hostAt: from,
          port: match?.[2],
          portAt: from + host.length + 1,
          scheme: scheme.toLowerCase().replace(/\+.*$/, ''),
        });
      from += one.length + 1;
    }
  }
  for (const { 0: whole, 1: host = '', 2: port = '', index } of text.matchAll(pair)) {
    if (!/[A-Za-z]/.test(host) && host !== '127.0.0.1') continue;
    if (urls.some(({ start, end }) => start < index + whole.length && index < end)) continue;
    found.push({ host, hostAt: index, port, portAt: index + host.length + 1, scheme: undefined });
  }
  return found;
}

/** Whether a host is the container itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}
