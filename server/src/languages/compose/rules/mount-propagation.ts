import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { mountOf } from '../model/mounts.js';
import { itemsOf, placeWithin, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const kinds = /^r?(?:shared|slave)$/;

export const rule: Rule = composeRule('compose/mount-propagation', {
  summary: 'Mounts are passed on between host and container',
  why: `With \`shared\` or \`slave\` propagation what is mounted on one side later appears on the other too: a container can bring
mounts onto the host, or see disks that are attached to it. \`rprivate\`, the default, keeps both apart.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:volume_mounted_in_multiple_containers', 'kics:baa452f0'],
  fix: 'unsafe',
  reach: 'part',
  messages: { kind: '"{kind}" passes mounts on between the host and "{service}". Use "rprivate", the default.' },
  fixes: { private: 'Use "rprivate"' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        if (item.kind === 'text') {
          const kind = mountOf(item)?.options.find((option) => kinds.test(option));
          if (kind === undefined) continue;
          const at = item.raw.lastIndexOf(kind);
          const place = placeWithin(item, at, at + kind.length);
          const fix = { title: 'private', edits: [replace(place.span, 'rprivate')] } as const;
          reportAt(ctx, place, 'kind', { service: service.name, kind }, { aliases: [], fix });
          continue;
        }
        const value = valueAt(item, 'bind', 'propagation');
        const kind = textOf(value);
        if (value?.kind !== 'text' || kind === undefined || !kinds.test(kind)) continue;
        const edits = isHere(ctx, value) ? [replaceScalar(value.node, 'rprivate')] : undefined;
        const fix = edits && ({ title: 'private', edits } as const);
        reportAt(ctx, value, 'kind', { service: service.name, kind }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ./data:/data:ro,‹rshared›
              - type: bind
                source: $DATA/path
                target: /more
                bind: { propagation: ‹slave› }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - ./data:/data:ro,rprivate
                - type: bind
                  source: $DATA/path
                  target: /more
                  bind: { propagation: rprivate }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          volumes:
            - ./shared:/shared:rprivate
            - type: bind
              source: ./slave
              target: /slave
              bind: { propagation: private }
            - type: bind
              source: ./other
              target: /other
    `),
  ],
});
