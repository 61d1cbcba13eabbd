import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { addEntry, addItem, written } from '../../../yaml/edits.js';
import { named } from '../model/merge.js';
import type { Service } from '../model/project.js';
import { linksOf, networksOf, serviceOfHost, shareStack } from '../model/reach.js';
import { addressesOf } from '../model/service-urls.js';
import { type Place, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/service-unreachable', {
  summary: 'Address of a service on another network',
  why: `Services reach one another only on a network that both are on. A service with \`networks\` is not on the default
one unless it is in the list.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    apart: '"{service}" is on no network with "{other}", so it cannot reach it. Put both on one network.',
  },
  fixes: { join: 'Put "{service}" on the network "{network}"' },
  on: {
    service({ service, project }, ctx) {
      const own = networksOf(project, service);
      if (!own) return;
      const told = new Set<string>();
      const check = (other: Service | undefined, place: Place): void => {
        if (!other || other === service || shareStack(service, other) || told.has(other.name)) return;
        const theirs = networksOf(project, other);
        if (!theirs || [...theirs].some((network) => own.has(network))) return;
        told.add(other.name);
        const network = networkKeys(other)[0] ?? 'default';
        const edit = joining(ctx, service, network);
        reportAt(
          ctx,
          place,
          'apart',
          { service: service.name, other: other.name },
          {
            related: [relatedAt(ctx, other.place, `"${other.name}" is defined here`)],
            fix: edit && { title: 'join', params: { service: service.name, network }, edits: [edit] },
          },
        );
      };
      for (const { name, value } of linksOf(service)) check(project.services.get(name), value);
      for (const { host, hostPlace, source: from } of addressesOf(service))
        if (from !== 'label') check(serviceOfHost(project, host), hostPlace);
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            networks: [front]
            environment:
              DB_HOST: ‹db›
              OTHER: postgres://db:5432
          job:
            image: example/web:1
            networks:
              front:
            environment:
              - DATABASE_URL=postgres://‹db›:5432/app
          db:
            image: postgres:18
            networks: [back]
        networks:
          front:
          back:
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              networks: [front, back]
              environment:
                DB_HOST: db
                OTHER: postgres://db:5432
            job:
              image: example/web:1
              networks:
                front:
                back:
              environment:
                - DATABASE_URL=postgres://db:5432/app
            db:
              image: postgres:18
              networks: [back]
          networks:
            front:
            back:
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: example/web:1
          links: [‹"db:database"›]
        db:
          image: postgres:18
          networks: [back]
      networks:
        back:
    `),
    good(source`
      services:
        web:
          image: example/web:1
          networks: [front, back]
          environment:
            DB_HOST: db
        db:
          image: postgres:18
          networks: [back]
        side:
          image: example/side:1
          network_mode: service:db
          environment: { WEB: "http://web" }
        host:
          image: example/side:1
          network_mode: host
          environment: { WEB: "http://web" }
        any:
          image: example/side:1
          networks: ["\${NETWORK}"]
          environment: { WEB: "http://web" }
        same:
          image: example/side:1
          networks: [other]
          environment: { DB: "http://db" }
      networks:
        front:
        back:
          name: data
        other:
          name: data
    `),
  ],
});

function networkKeys(service: Service): readonly string[] {
  return [...(named(valueAt(service.value, 'networks'))?.members.keys() ?? [])];
}

/** Adds a network to those that the checked file lists for a service. */
function joining(
  ctx: { readonly path: string; readonly text: string },
  service: Service,
  network: string,
): TextEdit | undefined {
  const value = valueAt(service.value, 'networks');
  if (!value || value.kind === 'text' || !isHere(ctx, value)) return undefined;
  const { node } = value;
  if (node.kind === 'seq' && !node.anchor) return addItem(ctx.text, node, [written(network, 'plain', node.flow)]);
  return node.kind === 'map' && !node.anchor
    ? addEntry(ctx.text, node, [`${network}:${node.flow ? ' {}' : ''}`])
    : undefined;
}
