import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { itemsOf, type Member, memberAt, type Place, type Value, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/mutually-exclusive', {
  summary: 'Attributes of which only one may be given',
  why: `Some attributes are different ways to say the same: \`dockerfile\` and \`dockerfile_inline\`, \`network_mode\` and
\`networks\`, the sources of a config or secret, \`count\` and \`device_ids\` of a device. Compose refuses two of them
together.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:mutually-exclusive'],
  fix: 'unsafe',
  reach: 'part',
  messages: { both: '"{second}" and "{first}" exclude each other. Keep one of them.' },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    service({ service: { value } }, ctx) {
      const build = valueAt(value, 'build');
      const devices = [
        ...itemsOf(valueAt(value, 'deploy', 'resources', 'reservations', 'devices')),
        ...itemsOf(valueAt(value, 'gpus')),
      ];
      const groups: readonly [Value | undefined, readonly string[]][] = [
        [build, ['dockerfile', 'dockerfile_inline']],
        [value, ['network_mode', 'networks']],
        ...devices.map((device): [Value, readonly string[]] => [device, ['count', 'device_ids']]),
      ];
      for (const [table, keys] of groups) {
        for (const { place, other, params, edit } of clashes(ctx, table, keys))
          reportAt(ctx, place, 'both', params, {
            related: [relatedAt(ctx, other, 'The other one')],
            fix: edit && { title: 'remove', params: { key: params.second }, edits: [edit] },
          });
      }
    },
    resource({ kind, member }, ctx) {
      if (kind !== 'configs' && kind !== 'secrets') return;
      const keys = kind === 'configs' ? ['file', 'environment', 'content'] : ['file', 'environment'];
      for (const { place, other, params, edit } of clashes(ctx, member.value, keys))
        reportAt(ctx, place, 'both', params, {
          related: [relatedAt(ctx, other, 'The other one')],
          fix: edit && { title: 'remove', params: { key: params.second }, edits: [edit] },
        });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build:
              context: .
              dockerfile: Dockerfile
              ‹dockerfile_inline›: FROM nginx
            network_mode: host
            ‹networks›: [front]
        configs:
          site: { file: site.conf, ‹content›: x }
      `,
      {
        fixed: source`
          services:
            web:
              build:
                context: .
                dockerfile: Dockerfile
              network_mode: host
          configs:
            site: { file: site.conf }
        `,
      },
    ),
    bad(source`
      services:
        ai:
          image: example/ai:1
          gpus:
            - count: 2
              ‹device_ids›: ["0"]
    `),
    good(source`
      services:
        web:
          build: { context: ., dockerfile: Dockerfile }
          network_mode: host
          networks: []
        api:
          image: example/api:1
          network_mode: \${MODE}
          networks: [front]
      configs:
        site: { file: site.conf }
    `),
  ],
});

interface Clash {
  readonly place: Place;
  readonly other: Place;
  readonly params: { readonly first: string; readonly second: string };
  readonly edit: TextEdit | undefined;
}

/** The second and later of the keys that a table has, each with the first. */
function clashes(
  ctx: { readonly path: string; readonly text: string },
  table: Value | undefined,
  keys: readonly string[],
): readonly Clash[] {
  const [first, ...others] = keys.flatMap((key) => {
    const member = memberAt(table, key);
    return member && isSaid(member) ? [member] : [];
  });
  if (!first) return [];
  return others.map(({ key, place }) => {
    const node = table?.node;
    const entry = entryOf(node, key);
    const here = table && isHere(ctx, table) && isHere(ctx, place);
    const edit = here && node?.kind === 'map' && entry ? removeEntry(ctx.text, node, entry) : undefined;
    return { place, other: first.place, params: { first: first.key, second: key }, edit };
  });
}

function isSaid({ value }: Member): boolean {
  if (!value) return false;
  if (value.kind === 'text') return value.text !== undefined && value.text !== '';
  return value.kind === 'list' ? value.items.length > 0 : value.members.size > 0;
}
