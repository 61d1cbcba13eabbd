import { bad, good, source } from '../../../core/rule.js';
import { type Address, contains, readAddress, readSubnet } from '../model/addresses.js';
import { mayRunTogether } from '../model/profiles.js';
import { type Project, resourcesOf, type Service } from '../model/project.js';
import { isScaledToNone, scaleOf } from '../model/scale.js';
import { isWhole } from '../model/standing.js';
import { booleanOf, itemsOf, membersOf, type Text, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/static-ip', {
  summary: 'Fixed address that the network cannot give',
  why: `An engine gives a container the address it asks for only on a network with a subnet of its own
(\`ipam.config\`), only out of that subnet, and only once. Names of services work without any fixed address.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    'no-subnet':
      'The network "{network}" has no subnet of its own, so no service can ask for {address} on it. Give it one under "ipam".',
    outside: '{address} is in no subnet of the network "{network}". Take an address out of {subnets}.',
    taken: '{address} is also the address of "{other}" on the network "{network}". Give each its own.',
    scaled: '"{service}" has {count} containers, which cannot all have {address}. Take the address out.',
  },
  on: {
    project(project, ctx) {
      const known = new Map<string, Fixed[]>();
      for (const service of project.services.values()) {
        for (const fixed of fixedIn(service)) {
          const { network, text, address } = fixed;
          const wrong = problemOf(project, fixed);
          if (wrong) {
            const [message, params] = wrong;
            reportAt(ctx, text, message, { network, address: text.text ?? '', ...params });
            continue;
          }
          const scale = scaleOf(service);
          if (scale && scale.count > 1)
            reportAt(
              ctx,
              text,
              'scaled',
              { service: service.name, count: scale.count, address: text.text ?? '' },
              { related: [relatedAt(ctx, scale.place, 'The number of containers')] },
            );
          const id = `${network} ${address.bits} ${address.value}`;
          known.set(id, [...(known.get(id) ?? []), fixed]);
        }
      }
      for (const all of known.values()) {
        for (const one of all) {
          const other = all.find((two) => two !== one && mayRunTogether(one.service, two.service));
          if (!other) continue;
          const params = { address: one.text.text ?? '', network: one.network, other: other.service.name };
          reportAt(ctx, one.text, 'taken', params, {
            // What one service takes over from another is often a template that is never started.
            ...(one.text.node === other.text.node && { severity: 'warning' }),
            related: [relatedAt(ctx, other.text, `"${other.service.name}" asks for it here`)],
          });
        }
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          networks:
            front: { ipv4_address: ‹10.0.1.5› }
        api:
          image: example/api:1
          networks:
            back: { ipv4_address: ‹172.28.0.10›, ipv6_address: ‹"fd00:2::10"› }
        db:
          image: example/db:1
          networks:
            back: { ipv4_address: ‹172.28.0.10› }
        jobs:
          image: example/jobs:1
          scale: 2
          networks:
            back: { ipv4_address: ‹172.28.0.11› }
      networks:
        front: {}
        back:
          ipam:
            config:
              - subnet: 172.28.0.0/16
              - subnet: fd00:1::/64
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          networks:
            front: { ipv4_address: 10.0.1.5 }
            back: { ipv4_address: 172.28.0.10, ipv6_address: "fd00:1::10" }
            wide: { ipv4_address: 10.1.0.2 }
        api:
          image: example/api:1
          networks:
            back: { ipv4_address: 172.28.0.11 }
        old:
          image: example/api:1
          profiles: [old]
          networks:
            back: { ipv4_address: 172.28.0.12 }
        new:
          image: example/api:1
          profiles: [new]
          networks:
            back: { ipv4_address: 172.28.0.12 }
      networks:
        front: { external: true }
        back:
          ipam:
            config: [{ subnet: 172.28.0.0/16 }, { subnet: "fd00:1::/64" }]
        wide:
          ipam:
            config: [{ subnet: "\${SUBNET}" }]
    `),
  ],
});

interface Fixed {
  readonly service: Service;
  readonly network: string;
  readonly text: Text;
  readonly address: Address;
}

function fixedIn(service: Service): readonly Fixed[] {
  if (isScaledToNone(service)) return [];
  return membersOf(valueAt(service.value, 'networks')).flatMap(({ key: network, value }) =>
    ['ipv4_address', 'ipv6_address'].flatMap((key) => {
      const text = valueAt(value, key);
      const address = readAddress(textOf(text) ?? '');
      return text?.kind === 'text' && address ? [{ service, network, text, address }] : [];
    }),
  );
}

/** Why a network cannot give an address; undefined where it can or where that is not known. */
function problemOf(
  project: Project,
  { network, address }: Fixed,
): readonly ['no-subnet' | 'outside', Readonly<Record<string, string>>] | undefined {
  const member = resourcesOf(project, 'networks').get(network);
  // Another file may say more of the network than the one that is checked.
  if (!project.complete || !isWhole(project) || (!member && network !== 'default')) return undefined;
  const external = valueAt(member?.value, 'external');
  const driver = textOf(valueAt(member?.value, 'ipam', 'driver')) ?? 'default';
  if ((external && booleanOf(external) !== false) || driver !== 'default') return undefined;
  const texts = itemsOf(valueAt(member?.value, 'ipam', 'config')).map((item) => valueAt(item, 'subnet'));
  const subnets = texts.flatMap((text) => (text ? [readSubnet(textOf(text) ?? '')] : []));
  if (subnets.includes(undefined)) return undefined;
  if (subnets.length === 0) return ['no-subnet', {}];
  if (subnets.some((subnet) => subnet && contains(subnet, address))) return undefined;
  return ['outside', { subnets: texts.map((text) => textOf(text) ?? '').join(' or ') }];
}
