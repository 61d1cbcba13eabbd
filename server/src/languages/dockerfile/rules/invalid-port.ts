import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { spanWithin } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-port', {
  summary: 'Port that does not exist',
  why: `EXPOSE takes ports from 0 to 65535 or a range of them, with \`/tcp\`, \`/udp\` or \`/sctp\` after it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3011', 'trivy:DS-0008', 'dockerfile-utils:INVALID_PORT', 'dockerfile-utils:INVALID_PROTO'],
  fix: 'none',
  reach: 'part',
  messages: {
    port: '"{port}" is not a port. EXPOSE takes numbers from 0 to 65535, as in "8080/tcp".',
    high: 'Port {port} does not exist: the highest is 65535.',
    reversed: 'The range {port} goes backwards.',
    hostPort: '"{port}" is not a host port. EXPOSE needs none: leave "{port}:" out.',
    ranges: 'The ranges on both sides of the colon of "{port}" differ in length.',
    address: '"{address}" is not an IP address. EXPOSE needs none: leave it out.',
    protocol: '"{protocol}" is not a protocol of EXPOSE, which takes tcp, udp and sctp.',
  },
  on: {
    EXPOSE(instruction, ctx) {
      for (const word of instruction.words) {
        const text = expand(word.text, ctx.document.escape).value;
        if (text === undefined) continue;
        // Within quotes the places are one further; where more is taken out, the whole word is marked.
        const shift = word.text.slice(1, -1) === text ? 1 : 0;
        const whole = shift === 0 && text !== word.text;
        const within = (start: number, end: number): Span =>
          whole ? word : spanWithin(instruction, word, start + shift, end + shift);
        const report = (at: Span, message: Message, params: Record<string, string>, aliases: readonly string[]): void =>
          ctx.report(at, message, params, refused(instruction, { aliases }));
        const { address, host, port, protocol, portAt, protocolAt } = splitPort(text);
        const range = portRange(port);
        if (range === 'invalid') {
          report(within(0, protocolAt), 'port', { port: text.slice(0, protocolAt) }, ['dockerfile-utils:INVALID_PORT']);
          continue;
        }
        const at = within(portAt, portAt + port.length);
        if (typeof range !== 'number') {
          const numbers = ['hadolint:DL3011', 'trivy:DS-0008'];
          report(at, range.message, { port: range.port }, range.message === 'high' ? numbers : []);
        }
        if (protocol !== '' && !/^(?:tcp|udp|sctp)$/i.test(protocol)) {
          // The peer looks at the first protocol only; the builder refuses whatever comes behind it.
          const aliases = /^(?:tcp|udp|sctp)\//i.test(protocol) ? [] : ['dockerfile-utils:INVALID_PROTO'];
          report(within(protocolAt + 1, text.length), 'protocol', { protocol }, aliases);
        }
        const hostAt = within(0, portAt - 1);
        const hostRange = host === '' ? 0 : portRange(host);
        if (typeof hostRange !== 'number') report(hostAt, 'hostPort', { port: host }, []);
        else if (host !== '' && typeof range === 'number' && range > 0 && range !== hostRange) {
          report(within(0, protocolAt), 'ranges', { port: text.slice(0, protocolAt) }, []);
        }
        if (address !== '' && !isAddress(address)) report(hostAt, 'address', { address }, []);
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nEXPOSE ‹80000› 8080\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹-8000› ‹web›\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹9000-8000›/tcp\n'),
    bad('FROM alpine:3.22\nEXPOSE 53/‹dns›\n'),
    bad('FROM alpine:3.22\nEXPOSE 80 ‹#› ‹note›\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹web›:80 ‹300.0.0.1:80›:8080 ‹80-82:8080-8081›\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹80\\,81›\n'),
    good('FROM alpine:3.22\nEXPOSE 80 443/tcp 53/udp 8000-8010/TCP "9000" 0\nEXPOSE $PORT ${PORT}/tcp\n'),
    good('FROM alpine:3.22\nEXPOSE 127.0.0.1:80:8080 80:8080/tcp [::1]:80:80 8000-8010:80 8000-8010:80-90\n'),
  ],
});

type Message = keyof typeof rule.messages &
  ('port' | 'high' | 'reversed' | 'hostPort' | 'ranges' | 'address' | 'protocol');

interface PortParts {
  readonly address: string;
  readonly host: string;
  readonly port: string;
  readonly portAt: number;
  readonly protocol: string;
  /** Where the slash is, or would be. */
  readonly protocolAt: number;
}

/** `[address:][host:]port[/protocol]`, split as the builder does: from the end. */
function splitPort(text: string): PortParts {
  const portAt = text.lastIndexOf(':') + 1;
  const slash = text.indexOf('/', portAt);
  const protocolAt = slash === -1 ? text.length : slash;
  const before = portAt === 0 ? '' : text.slice(0, portAt - 1);
  const hostAt = before.lastIndexOf(':') + 1;
  return {
    address: hostAt === 0 ? '' : before.slice(0, hostAt - 1),
    host: before.slice(hostAt),
    port: text.slice(portAt, protocolAt),
    portAt,
    protocol: slash === -1 ? '' : text.slice(slash + 1),
    protocolAt,
  };
}

const highest = 65535;

/** By how much a range exceeds a single port, or what is wrong with it. */
function portRange(
  text: string,
): number | 'invalid' | { readonly message: 'high' | 'reversed'; readonly port: string } {
  const match = /^(\+?\d+)(?:-(\+?\d+))?$/.exec(text);
  if (!match) return 'invalid';
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (Math.max(first, last) > highest) return { message: 'high', port: String(Math.max(first, last)) };
  return last < first ? { message: 'reversed', port: text } : last - first;
}

function isAddress(text: string): boolean {
  const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (/^(?:(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/.test(inner)) return true;
  return /^[0-9a-fA-F:.]+$/.test(inner) && inner.includes(':') && URL.canParse(`http://[${inner}]`);
}
