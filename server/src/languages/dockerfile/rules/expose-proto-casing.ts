import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

const protocol = /\/(tcp|udp|sctp)["']?$/i;

export const rule: Rule = dockerfileRule('dockerfile/expose-proto-casing', {
  summary: 'Protocol of EXPOSE in upper case',
  why: 'The image stores the protocol in lower case, and some tools compare it as it is written. Write `tcp`, `udp` or `sctp`.',
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:ExposeProtoCasing'],
  fix: 'safe',
  reach: 'part',
  messages: { upper: 'Write the protocol "{protocol}" in lower case.' },
  fixes: { lower: 'Write "{lower}"' },
  on: {
    EXPOSE(instruction, ctx) {
      for (const word of instruction.words) {
        const match = protocol.exec(word.text);
        const written = match?.[1] ?? '';
        const lower = written.toLowerCase();
        if (!match || written === lower) continue;
        const at = spanWithin(instruction, word, match.index + 1, match.index + 1 + written.length);
        ctx.report(at, 'upper', { protocol: written, lower }, { fix: { title: 'lower', edits: [replace(at, lower)] } });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nEXPOSE 80/‹TCP› 53/‹Udp› 81/tcp\n', {
      fixed: 'FROM alpine:3.22\nEXPOSE 80/tcp 53/udp 81/tcp\n',
    }),
    bad('FROM alpine:3.22\nONBUILD EXPOSE "80/‹TCP›"\n', { fixed: 'FROM alpine:3.22\nONBUILD EXPOSE "80/tcp"\n' }),
    bad('FROM alpine:3.22\r\nEXPOSE 80 \\\r\n  $PORT/‹UDP›\r\n', {
      fixed: 'FROM alpine:3.22\r\nEXPOSE 80 \\\r\n  $PORT/udp\r\n',
    }),
    good('FROM alpine:3.22\nEXPOSE 80/tcp 8080 9000/sctp $PORT/$PROTO\n'),
  ],
});
