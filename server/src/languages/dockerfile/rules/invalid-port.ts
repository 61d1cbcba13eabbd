import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { spanWithin } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

const highest = 65535;

export const rule: Rule = dockerfileRule('dockerfile/invalid-port', {
  summary: 'Port that does not exist',
  why: `EXPOSE takes ports from 0 to 65535 or a range of them, with \`/tcp\`, \`/udp\` or \`/sctp\` behind.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3011', 'trivy:DS-0008', 'dockerfile-utils:INVALID_PORT', 'dockerfile-utils:INVALID_PROTO'],
  fix: 'none',
  messages: {
    port: '"{port}" is no port. EXPOSE takes numbers from 0 to 65535, as in "8080/tcp".',
    high: 'Port {port} does not exist: the highest is 65535.',
    reversed: 'The range {port} goes backwards.',
    protocol: '"{protocol}" is no protocol of EXPOSE: it knows tcp, udp and sctp.',
  },
  on: {
    EXPOSE(instruction, ctx) {
      for (const word of instruction.words) {
        const text = word.text.replace(/^(["'])(.*)\1$/, '$2');
        if (/[$\\`]/.test(text) || text === '') continue;
        const shift = text.length < word.text.length ? 1 : 0;
        const within = (start: number, end: number): Span => spanWithin(instruction, word, start + shift, end + shift);
        const slash = text.indexOf('/');
        const mapping = slash === -1 ? text : text.slice(0, slash);
        const protocol = slash === -1 ? '' : text.slice(slash + 1);
        // An address or a host port in front is another rule's concern.
        const from = mapping.lastIndexOf(':') + 1;
        const port = mapping.slice(from);
        const range = /^(\d+)(?:-(\d+))?$/.exec(port);
        const peers = ['dockerfile-utils:INVALID_PORT'];
        if (!range) {
          ctx.report(within(0, mapping.length || text.length), 'port', { port: mapping || text }, { aliases: peers });
          continue;
        }
        const first = Number(range[1]);
        const last = Number(range[2] ?? range[1]);
        const at = within(from, from + port.length);
        const numbers = ['hadolint:DL3011', 'trivy:DS-0008'];
        if (first > highest || last > highest) {
          ctx.report(at, 'high', { port: Math.max(first, last) }, { aliases: numbers });
        } else if (last < first) ctx.report(at, 'reversed', { port }, { aliases: [] });
        if (protocol !== '' && !/^(?:tcp|udp|sctp)$/i.test(protocol)) {
          // The peer looks at the first protocol only; the builder refuses whatever comes behind it.
          const aliases = /^(?:tcp|udp|sctp)\//i.test(protocol) ? [] : ['dockerfile-utils:INVALID_PROTO'];
          ctx.report(within(slash + 1, text.length), 'protocol', { protocol }, { aliases });
        }
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nEXPOSE ‹80000› 8080\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹-8000› ‹web›\n'),
    bad('FROM alpine:3.22\nEXPOSE ‹9000-8000›/tcp\n'),
    bad('FROM alpine:3.22\nEXPOSE 53/‹dns›\n'),
    bad('FROM alpine:3.22\nEXPOSE 80 ‹#› ‹note›\n'),
    good('FROM alpine:3.22\nEXPOSE 80 443/tcp 53/udp 8000-8010/TCP "9000" 0\nEXPOSE $PORT ${PORT}/tcp\n'),
    good('FROM alpine:3.22\nEXPOSE 127.0.0.1:80:8080 80:8080/tcp\n'),
  ],
});
