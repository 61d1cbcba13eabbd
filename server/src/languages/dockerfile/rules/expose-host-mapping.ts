import { remove } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/expose-host-mapping', {
  summary: 'EXPOSE with an address or a port of the host',
  why: `EXPOSE tells which port the container listens on; it publishes nothing. The builder drops an address or host port with
a warning, and says that it will refuse them. Publish with \`docker run -p\` or \`ports:\` in Compose.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:ExposeInvalidFormat'],
  fix: 'safe',
  reach: 'part',
  messages: { mapping: 'EXPOSE publishes nothing, so "{mapping}" has no effect. Keep the port of the container only.' },
  fixes: { keep: 'Keep "{port}"' },
  on: {
    EXPOSE(instruction, ctx) {
      for (const word of instruction.words) {
        if (!word.text.includes(':')) continue;
        // The colons of `${PORT:-80}` separate nothing.
        const { refs } = expandAt(ctx.document, instruction, word);
        let masked = word.text;
        for (const { start, end } of refs)
          masked = masked.slice(0, start) + 'x'.repeat(end - start) + masked.slice(end);
        const colon = masked.lastIndexOf(':');
        const quote = /^["']/.test(masked) ? 1 : 0;
        if (colon <= quote) continue;
        const port = word.text.slice(colon + 1).replace(/["']$/, '');
        const at = spanWithin(instruction, word, quote, colon + 1);
        const mapping = word.text.slice(quote, colon + 1);
        ctx.report(
          at,
          'mapping',
          { mapping },
          { fix: port === '' ? undefined : { title: 'keep', params: { port }, edits: [remove(at)] } },
        );
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nEXPOSE ‹5000:›80 ‹127.0.0.1:80:›80/tcp ‹[::1]:81:›81 "‹8443:›443"\n', {
      fixed: 'FROM alpine:3.22\nEXPOSE 80 80/tcp 81 "443"\n',
    }),
    bad(source`
      FROM alpine:3.22
      ONBUILD EXPOSE ‹\${HOST:-1}:›\${PORT:-80}
    `),
    good(source`
      FROM alpine:3.22
      EXPOSE 80 \${PORT:-8080}/tcp 8000-8010
    `),
  ],
});
