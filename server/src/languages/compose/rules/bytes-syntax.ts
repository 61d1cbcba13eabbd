import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { valuesAt } from '../model/paths.js';
import { readBytes } from '../model/quantities.js';
import { plainOf } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const paths = [
  'mem_limit',
  'mem_reservation',
  'memswap_limit',
  'shm_size',
  'build.shm_size',
  'deploy.resources.limits.memory',
  'deploy.resources.reservations.memory',
  'volumes.[].tmpfs.size',
  'blkio_config.device_read_bps.[].rate',
  'blkio_config.device_write_bps.[].rate',
];

export const rule: Rule = composeRule('compose/bytes-syntax', {
  summary: 'Size that Compose cannot read',
  why: `A size is a number of bytes, or a number with one of the units \`b\`, \`k\`, \`m\`, \`g\`, \`t\`, \`p\`, each of which may be
written as \`mb\` or \`mib\` too: \`512m\`, \`1.5g\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:bytes', 'compose-go:schema'],
  fix: 'unsafe',
  reach: 'part',
  messages: { bad: '"{text}" is not a size. Write it as "512m" or "1.5g".' },
  fixes: { write: 'Change to "{value}"' },
  on: {
    service({ service }, ctx) {
      for (const value of paths.flatMap((path) => valuesAt(service.value, path))) {
        if (value.kind !== 'text' || value.text === undefined || value.text === '') continue;
        const { text } = value;
        // A number without quotes is one to YAML already.
        if (readBytes(text) !== undefined || (value.node.style === 'plain' && /^[-+]?[\d_.]+(?:e\d+)?$/i.test(text)))
          continue;
        const meant = meantBy(text);
        const edit =
          meant && text === value.raw && isHere(ctx, value) ? replaceScalar(value.node, meant, true) : undefined;
        const fix = edit && ({ title: 'write', params: { value: meant ?? '' }, edits: [edit] } as const);
        const aliases = [typeof plainOf(value) === 'string' ? 'compose-go:bytes' : 'compose-go:schema'];
        reportAt(ctx, value, 'bad', { text }, { fix, aliases });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            mem_limit: ‹512 megabytes›
            shm_size: ‹1,5g›
            deploy:
              resources:
                limits: { memory: ‹much› }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              mem_limit: 512m
              shm_size: 1.5g
              deploy:
                resources:
                  limits: { memory: much }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          mem_limit: 512MiB
          memswap_limit: -1
          shm_size: "64 mb"
          mem_reservation: \${MEMORY}
          deploy:
            resources:
              limits: { memory: 1.5G }
              reservations: { memory: 1048576 }
    `),
  ],
});

function meantBy(text: string): string | undefined {
  const match = /^(\d+(?:[.,]\d+)?)\s*([bkmgtp])(?:i?b|[a-z]*bytes?)?$/i.exec(text.trim());
  return match?.[1] && match[2] ? `${match[1].replace(',', '.')}${match[2].toLowerCase()}` : undefined;
}
