import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { itemsOf, memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const kinds = ['bind', 'volume', 'tmpfs', 'image'] as const;

export const rule: Rule = composeRule('compose/mount-suboption', {
  summary: 'Options for another type of mount',
  why: `In the long form, \`bind\`, \`volume\`, \`tmpfs\` and \`image\` hold the options of the mount type of that name. Under
any other \`type\` Compose ignores them with a warning.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    other: 'The options under "{kind}" are ignored, as the mount is of type {type}. Remove them, or change the type.',
  },
  fixes: { remove: 'Remove "{kind}"' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'volumes'))) {
        const type = textOf(valueAt(item, 'type'));
        if (item.kind !== 'table' || type === undefined) continue;
        for (const kind of kinds) {
          const member = memberAt(item, kind);
          if (!member || kind === type) continue;
          const map =
            isHere(ctx, item) && isHere(ctx, member.place) && item.node.kind === 'map' ? item.node : undefined;
          const entry = map && entryOf(map, kind);
          const edit =
            map && entry?.key?.start === member.place.span.start ? removeEntry(ctx.text, map, entry) : undefined;
          reportAt(
            ctx,
            member.place,
            'other',
            { kind, type },
            { fix: edit && { title: 'remove', params: { kind }, edits: [edit] } },
          );
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            volumes:
              - type: volume
                source: data
                target: /data
                ‹bind›:
                  create_host_path: true
              - { type: bind, source: ./a, target: /a, ‹tmpfs›: { size: 1m } }
        volumes:
          data:
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              volumes:
                - type: volume
                  source: data
                  target: /data
                - { type: bind, source: ./a, target: /a }
          volumes:
            data:
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          volumes:
            - type: bind
              source: ./a
              target: /a
              bind: { create_host_path: false }
            - type: \${TYPE}
              target: /b
              volume: { nocopy: true }
    `),
  ],
});
