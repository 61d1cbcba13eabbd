import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { booleanOf, membersOf, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/external-conflict', {
  summary: 'Settings of something that Compose does not make',
  why: `\`external: true\` says that the thing exists already, so that Compose only looks it up by its name. What else is
said of it cannot take effect: Compose refuses that of a volume, and passes over it elsewhere.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:external-conflict'],
  fix: 'safe',
  messages: {
    other: '"{name}" is external, so "{key}" has no place here. Take one of the two out.',
    names: 'The name "{first}" contradicts "external.name", which is "{second}". Keep "name" only.',
  },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    resource({ kind, member }, ctx) {
      const { key: name, value } = member;
      const external = valueAt(value, 'external');
      if (!external || kind === 'models' || value?.kind !== 'table') return;
      const table = value.node;
      const drop = (key: string) => {
        const entry = entryOf(table, key);
        const edit =
          table.kind === 'map' && entry && isHere(ctx, value) ? removeEntry(ctx.text, table, entry) : undefined;
        return edit && ({ title: 'remove', params: { key }, edits: [edit] } as const);
      };
      const own = valueAt(value, 'name');
      const [first, second] = [textOf(own), textOf(valueAt(external, 'name'))];
      if (own && first !== undefined && second !== undefined && first !== second)
        reportAt(ctx, own, 'names', { first, second }, { related: [relatedAt(ctx, external, 'The other name')] });
      if (external.kind !== 'table' && booleanOf(external) !== true) return;
      for (const { key, place, value: said } of membersOf(value)) {
        if (key === 'name' || key === 'external' || key.startsWith('x-') || !said) continue;
        const refused = kind === 'volumes';
        reportAt(
          ctx,
          place,
          'other',
          { name, key },
          {
            ...(!refused && { severity: 'warning', aliases: [] }),
            fix: drop(key),
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        volumes:
          data:
            external: true
            ‹driver›: local
        networks:
          front: { external: true, ‹driver›: bridge }
      `,
      {
        fixed: source`
          volumes:
            data:
              external: true
          networks:
            front: { external: true }
        `,
      },
    ),
    bad('volumes:\n  data:\n    name: ‹one›\n    external:\n      name: two\n'),
    good(source`
      volumes:
        data: { external: true, name: one, x-note: kept }
        other: { external: false, driver: local }
        third: { driver: local }
      networks:
        front: { external: { name: front }, name: front }
    `),
  ],
});
