import type { Port } from '../model/ports.js';

/** What a published port means, in a sentence. */
export function portWords({ hostIp, host, container, protocol }: Port): string {
  const inside = `${range(container)} of the container`;
  const many = container[0] !== container[1];
  const kind = protocol === 'tcp' ? '' : ` (${protocol})`;
  if (!host)
    return `A free port of the host, which the engine chooses, leads to ${inside}${kind}${addressWords(hostIp)}.`;
  if (host[0] !== host[1] && !many)
    return `The first free port from ${host[0]} to ${host[1]} of the host leads to ${inside}${kind}${addressWords(hostIp)}.`;
  const outside = range(host);
  return `${outside[0]?.toUpperCase()}${outside.slice(1)} of the host ${many ? 'lead' : 'leads'} to ${inside}${kind}${addressWords(hostIp)}.`;
}

function range([first, last]: readonly [number, number]): string {
  return first === last ? `port ${first}` : `ports ${first} to ${last}`;
}

function addressWords(address: string | undefined): string {
  switch (address) {
    case undefined:
    case '':
    case '0.0.0.0':
    case '::':
    case '[::]':
      return ', open to every network that reaches the host';
    case '127.0.0.1':
    case '::1':
    case '[::1]':
    case 'localhost':
      return ', for programs on the host alone';
    default:
      return `, at the address ${address}`;
  }
}
