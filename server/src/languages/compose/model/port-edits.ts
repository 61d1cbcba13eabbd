import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { ComposeDocument } from '../document.js';
import { type Port, readShortPort } from './ports.js';
import { setAttribute } from './service-edits.js';
import { valueAt } from './value.js';

/** Binds a published port to the loopback address. Undefined where its address is not written as such. */
export function bindToLoopback(
  edited: { readonly document: ComposeDocument; readonly text: string },
  port: Port,
): readonly TextEdit[] | undefined {
  const { value } = port;
  if (value.kind === 'table')
    return setAttribute(edited, value.node.kind === 'map' ? value.node : undefined, 'host_ip', '127.0.0.1');
  if (value.kind !== 'text' || value.node.anchor || value.node.tag) return undefined;
  const short = readShortPort(value.raw);
  // With a variable in it, what stands before the first colon may be an address as well.
  if ('kind' in short) return undefined;
  // A port of the container alone is published at one that the engine chooses: `127.0.0.1::80`.
  const rest = short.hostIp === undefined ? value.raw : value.raw.slice(short.hostIp.length + 1);
  const bound = `127.0.0.1:${short.host === undefined && short.hostIp === undefined ? ':' : ''}${rest}`;
  if (value.node.style === 'plain') return [replace(value.node, `"${bound}"`)];
  return value.raw === value.node.text && short.hostIp === undefined && short.host
    ? [insert(value.node.contentStart, '127.0.0.1:')]
    : [replaceScalar(value.node, bound)];
}

/** Publishes a port at another one of the host, or a range of them. Undefined where the number is not written as such. */
export function withHostPort(port: Port, to: string): readonly TextEdit[] | undefined {
  const { value, hostPlace } = port;
  const written = value.kind === 'table' ? valueAt(value, 'published') : value;
  if (!port.host || written?.kind !== 'text' || written.raw !== written.text || written.node.anchor) return undefined;
  if (value.kind === 'table') return [replaceScalar(written.node, to)];
  return hostPlace === value ? undefined : [replace(hostPlace.span, to)];
}
