import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import type { YamlEntry } from '../../../yaml/tree.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { macAddressMoved, volumesMounted } from '../model/deprecated-edits.js';
import { named } from '../model/merge.js';
import type { Project, Service } from '../model/project.js';
import { removeAttribute, serviceMap } from '../model/service-edits.js';
import { itemsOf, memberAt, textsOf, type Value, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/deprecated-attribute', {
  summary: 'An attribute that is outdated',
  why: `Networks and names of services have taken the place of \`links\` and \`external_links\`, named volumes that of
\`volumes_from\`; \`mac_address\` belongs under a network of the service since Engine 25, \`external.name\` is \`name\` now, and
what was tried as \`x-develop\` and \`x-initialSync\` are \`develop\` and \`initial_sync\`. They still work or did until lately.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  messages: {
    links: '"links" dates from before networks: services reach each other by name. Use "depends_on" for the order.',
    external_links: '"external_links" dates from before networks. Put both containers on one external network.',
    volumes_from: '"volumes_from" takes over every mount of another service. Mount the same named volumes in both.',
    mac_address: 'Engine 25 and later want "mac_address" under a network of the service.',
    external: '"external.name" is deprecated. Write "external: true" and "name" beside it.',
    develop: '"x-develop" is called "develop" since Compose 2.22.',
    sync: '"x-initialSync" is called "initial_sync" since Compose 2.39.',
  },
  fixes: {
    depends: 'Write "depends_on" in its place',
    links: 'Remove "links"',
    network: 'Move "mac_address" to the network',
    mounts: 'Mount the same volumes',
    external: 'Write "external: true" and "name"',
    rename: 'Rename to "{name}"',
  },
  on: {
    service({ service, project }, ctx) {
      const { value } = service;
      for (const key of ['links', 'external_links', 'volumes_from', 'mac_address'] as const) {
        const member = memberAt(value, key);
        if (!member?.value) continue;
        const fix = isHere(ctx, member.place) ? replacement(key, service, project, ctx) : undefined;
        reportAt(ctx, member.place, key, {}, { fix: fix && { ...fix, safe: false } });
      }
      const develop = memberAt(value, 'x-develop');
      if (develop?.value && !valueAt(value, 'develop')) {
        const edits = isHere(ctx, develop.place) ? [replace(develop.place.span, 'develop')] : undefined;
        const fix = edits && ({ title: 'rename', params: { name: 'develop' }, edits, safe: false } as const);
        reportAt(ctx, develop.place, 'develop', {}, { fix });
      }
      for (const rule of itemsOf(valueAt(value, 'develop', 'watch'))) {
        const sync = memberAt(rule, 'x-initialSync');
        if (!sync) continue;
        const edits = isHere(ctx, sync.place) ? [replace(sync.place.span, 'initial_sync')] : undefined;
        const fix = edits && ({ title: 'rename', params: { name: 'initial_sync' }, edits, safe: true } as const);
        reportAt(ctx, sync.place, 'sync', {}, { fix });
      }
    },
    resource({ member }, ctx) {
      const external = memberAt(member.value, 'external');
      const name = memberAt(external?.value, 'name');
      if (!external || !name) return;
      const edit = member.value && isHere(ctx, member.value) ? flattened(ctx.text, member.value) : undefined;
      const fix = edit && ({ title: 'external', edits: [edit], safe: true } as const);
      reportAt(ctx, name.place, 'external', {}, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ‹links›:
              - api
            ‹volumes_from›: [api]
          api:
            image: example/api:1
            ‹mac_address›: 02:42:ac:11:65:43
            develop:
              watch:
                - action: sync
                  path: .
                  target: /app
                  ‹x-initialSync›: true
          jobs:
            image: example/api:1
            ‹links›: [api]
            depends_on: [api]
            ‹external_links›: [other]
        networks:
          front:
            external:
              ‹name›: shop_front # made by hand
          back: { external: { ‹name›: shop_back } }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              depends_on:
                - api
              volumes_from: [api]
            api:
              image: example/api:1
              networks:
                default:
                  mac_address: 02:42:ac:11:65:43
              develop:
                watch:
                  - action: sync
                    path: .
                    target: /app
                    initial_sync: true
            jobs:
              image: example/api:1
              depends_on: [api]
              external_links: [other]
          networks:
            front:
              external: true
              name: shop_front # made by hand
            back: { external: true, name: shop_back }
        `,
      },
    ),
    bad(
      source`
        services:
          list:
            image: example/api:1
            ‹mac_address›: "02:42:ac:11:65:43"
            networks: [front]
            ‹volumes_from›:
              - data:ro
              - code
          map:
            image: example/api:1
            networks:
              front: # the only one
                aliases: [api]
            ‹mac_address›: 02:42:ac:11:65:43 # fixed
            volumes:
              - logs:/logs
            ‹volumes_from›: [code]
          empty:
            image: example/api:1
            networks:
              front:
            ‹mac_address›: 02:42:ac:11:65:43
          flow: { image: "example/api:1", ‹mac_address›: "02:42:ac:11:65:43", volumes: [logs:/logs], ‹volumes_from›: [data] }
          two:
            image: example/api:1
            networks: [front, back]
            ‹mac_address›: 02:42:ac:11:65:43
            ‹volumes_from›: ["container:other"]
          data:
            image: example/data:1
            volumes:
              - data:/data
              - "./conf:/conf:ro"
          code:
            image: example/code:1
            volumes: [code:/code:z]
        networks:
          front:
          back:
        volumes: { data: , logs: , code: }
      `,
      {
        fixed: source`
          services:
            list:
              image: example/api:1
              networks:
                front:
                  mac_address: "02:42:ac:11:65:43"
              volumes:
                - data:/data:ro
                - ./conf:/conf:ro
                - code:/code:z
            map:
              image: example/api:1
              networks:
                front: # the only one
                  aliases: [api]
                  mac_address: 02:42:ac:11:65:43
              volumes:
                - logs:/logs
                - code:/code:z
            empty:
              image: example/api:1
              networks:
                front:
                  mac_address: 02:42:ac:11:65:43
            flow: { image: "example/api:1", networks: { default: { mac_address: "02:42:ac:11:65:43" } }, volumes: [logs:/logs, data:/data, ./conf:/conf:ro] }
            two:
              image: example/api:1
              networks: [front, back]
              mac_address: 02:42:ac:11:65:43
              volumes_from: ["container:other"]
            data:
              image: example/data:1
              volumes:
                - data:/data
                - "./conf:/conf:ro"
            code:
              image: example/code:1
              volumes: [code:/code:z]
          networks:
            front:
            back:
          volumes: { data: , logs: , code: }
        `,
      },
    ),
    bad('services:\n  web:\n    build: .\n    ‹x-develop›:\n      watch: []\n', {
      fixed: 'services:\n  web:\n    build: .\n    develop:\n      watch: []\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          depends_on: [api]
          networks:
            front: { mac_address: 02:42:ac:11:65:43 }
        api:
          image: example/api:1
      networks:
        front: { external: true, name: shop_front }
    `),
  ],
});

type Old = 'links' | 'external_links' | 'volumes_from' | 'mac_address';

/** What is written in place of an attribute, where that can be told. */
function replacement(key: Old, service: Service, project: Project, ctx: Parameters<typeof removeAttribute>[0]) {
  if (key === 'links') return withoutLinks(service, ctx);
  const network = key === 'mac_address' ? macAddressMoved(ctx, service) : undefined;
  if (network) return { title: 'network', edits: network } as const;
  const mounts = key === 'volumes_from' ? volumesMounted(ctx, project, service) : undefined;
  return mounts && ({ title: 'mounts', edits: mounts } as const);
}

/** `links` without aliases do nothing but wait, where both services are on one network anyway. */
function withoutLinks(service: Service, ctx: Parameters<typeof removeAttribute>[0]) {
  const links = valueAt(service.value, 'links');
  const names = textsOf(links).map(({ text }) => text);
  const map = serviceMap(ctx.document, service.name);
  const entry = entryOf(map, 'links');
  if (names.length !== itemsOf(links).length || names.some((name) => name.includes(':')) || !entry?.key)
    return undefined;
  const waited = named(valueAt(service.value, 'depends_on'))?.members;
  if (!waited) return { title: 'depends', edits: [replace(entry.key, 'depends_on')] } as const;
  if (!names.every((name) => waited.has(name))) return undefined;
  const edits = removeAttribute(ctx, map, 'links');
  return edits && ({ title: 'links', edits } as const);
}

/** `external: true` and the name beside it, in place of the name below. */
function flattened(text: string, { node }: Value) {
  const entry: YamlEntry | undefined = entryOf(node, 'external');
  const inner = entry?.value;
  const name = entryOf(inner, 'name');
  if (node.kind !== 'map' || inner?.kind !== 'map' || !entry || !name?.value || entryOf(node, 'name')) return undefined;
  if (inner.entries.some((one) => keyText(one) !== 'name') || name.value.kind !== 'scalar') return undefined;
  const value = text.slice(name.value.start, name.value.end);
  const between = node.flow ? ', ' : lineEnding(text) + ' '.repeat(columnOf(text, entry.start));
  return replace(
    { start: entry.start, end: inner.flow ? inner.end : name.value.end },
    `external: true${between}name: ${value}`,
  );
}
