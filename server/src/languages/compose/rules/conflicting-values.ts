import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { bytesOf } from '../model/quantities.js';
import { memberAt, numberOf, type Value, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

/** An attribute of a service, and the one of `deploy` that has to say the same. */
const twins: readonly (readonly [own: string, section: readonly string[], twin: string, read: Read])[] = [
  ['scale', [], 'replicas', numberOf],
  ['cpus', ['resources', 'limits'], 'cpus', numberOf],
  ['mem_limit', ['resources', 'limits'], 'memory', bytesOf],
  ['mem_reservation', ['resources', 'reservations'], 'memory', bytesOf],
  ['pids_limit', ['resources', 'limits'], 'pids', numberOf],
];

type Read = (value: Value | undefined) => number | undefined;

export const rule: Rule = composeRule('compose/conflicting-values', {
  summary: 'Two attributes that say different things of the same limit',
  why: `\`scale\`, \`cpus\`, \`mem_limit\`, \`mem_reservation\` and \`pids_limit\` have twins below \`deploy\`. Compose refuses a
service in which they differ, also one whose \`deploy\` has limits but not that one. Keep one of the two.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:conflicting-values'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    differ: '"{own}" is {first}, but "{twin}" is {second}. Keep one of them.',
    lacking: '"{section}" has no "{key}", which contradicts "{own}". Write it there instead.',
    negative: '"{own}" cannot be less than 0.',
  },
  fixes: { remove: 'Remove "{own}"' },
  on: {
    service({ service }, ctx) {
      const { value } = service;
      const deploy = valueAt(value, 'deploy');
      for (const [own, section, twin, read] of twins) {
        const member = memberAt(value, own);
        const written = member?.value;
        const first = read(written);
        if (written?.kind !== 'text' || first === undefined) continue;
        if (own === 'scale' && first < 0) reportAt(ctx, written, 'negative', { own });
        const around = valueAt(deploy, ...section);
        if (around?.kind !== 'table' || (first === 0 && own !== 'scale')) continue;
        const other = valueAt(around, twin);
        const second = read(other);
        if (other ? second === undefined || second === first : own === 'scale') continue;
        const path = ['deploy', ...section].join('.');
        const table = value?.node;
        const entry = entryOf(table, own);
        const edit =
          other && table?.kind === 'map' && entry && value && isHere(ctx, value) && isHere(ctx, written)
            ? removeEntry(ctx.text, table, entry)
            : undefined;
        const params = { own, first: written.text ?? '', key: twin, section: path, twin: `${path}.${twin}` };
        const fix = edit && ({ title: 'remove', params: { own }, edits: [edit] } as const);
        const related = [relatedAt(ctx, other ?? around, 'The other one')];
        if (other?.kind === 'text')
          reportAt(ctx, written, 'differ', { ...params, second: other.text ?? '' }, { fix, related });
        else if (!other) reportAt(ctx, written, 'lacking', params, { related });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            scale: ‹2›
            mem_limit: ‹512m›
            deploy:
              replicas: 3
              resources:
                limits: { memory: 1G }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              deploy:
                replicas: 3
                resources:
                  limits: { memory: 1G }
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          cpus: ‹0.5›
          deploy:
            resources:
              limits: { memory: 1G }
        api:
          image: example/api:1
          scale: ‹-1›
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          scale: 2
          mem_limit: 1024m
          cpus: "0.50"
          pids_limit: \${PIDS}
          deploy:
            replicas: 2
            resources:
              limits: { memory: 1G, cpus: "0.5", pids: 100 }
        api:
          image: example/api:1
          mem_limit: 1g
          deploy: { replicas: 2 }
    `),
  ],
});
