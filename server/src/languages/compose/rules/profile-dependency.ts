import { bad, good, source } from '../../../core/rule.js';
import { dependenciesOf } from '../model/dependencies.js';
import { profilesOf } from '../model/profiles.js';
import type { Project, Service } from '../model/project.js';
import { type Reference, referencesOf } from '../model/references.js';
import { addAttributes, addListed, mapAt, removeAttribute, serviceMap } from '../model/service-edits.js';
import { itemsOf, memberAt, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt, type ServiceUse } from '../rule.js';

export const rule: Rule = composeRule('compose/profile-dependency', {
  summary: 'A service needs one that its profiles do not enable',
  why: `Compose refuses to start a service that needs another one (\`depends_on\`, \`links\`, \`network_mode: service:…\`) of which no
profile is active. Give both a profile in common, take the profiles off what is needed, or say \`required: false\`.
\`COMPOSE_PROFILES\` in \`.env\` counts as active.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    always:
      '"{service}" always runs, but "{other}", which it needs, only with the profile {profiles}. Give both the same.',
    apart: 'No profile of "{service}" enables "{other}", which it needs. Give them one in common.',
  },
  fixes: {
    add: 'Add the profile "{profile}" to "{other}"',
    remove: 'Remove the profiles of "{other}"',
    optional: 'Do without "{other}" where it is not enabled',
  },
  on: {
    service({ service, project }, ctx) {
      const own = profilesOf(service);
      const active = activeProfiles(project);
      if (hasUnknown(service) || active.includes('*')) return;
      const told = new Set<string>();
      const optional = new Set(dependenciesOf(service).flatMap(({ required, name }) => (required ? [] : [name])));
      for (const reference of referencesOf(service)) {
        const { name, depends, place } = reference;
        const other = project.services.get(name);
        if (!depends || optional.has(name) || !other || told.has(name) || hasUnknown(other)) continue;
        const profiles = profilesOf(other);
        if (profiles.length === 0 || profiles.some((one) => own.includes(one) || active.includes(one))) continue;
        told.add(name);
        const shown = profiles.map((one) => `"${one}"`).join(' or ');
        const member = memberAt(other.value, 'profiles');
        reportAt(
          ctx,
          place,
          own.length === 0 ? 'always' : 'apart',
          { service: service.name, other: name, profiles: shown },
          {
            related: [relatedAt(ctx, member?.place ?? other.place, `The profiles of "${name}"`)],
            fixes: fixesFor({ service, project }, own, reference, ctx),
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            depends_on: [‹db›]
          db:
            image: postgres:18
            profiles: [data]
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              depends_on: [db]
            db:
              image: postgres:18
        `,
      },
    ),
    bad(
      source`
        services:
          tests:
            image: example/tests:1
            profiles: [ci]
            depends_on:
              ‹db›:
                condition: service_started
          db:
            image: postgres:18
            profiles:
              - data
      `,
      {
        fixed: source`
          services:
            tests:
              image: example/tests:1
              profiles: [ci]
              depends_on:
                db:
                  condition: service_started
            db:
              image: postgres:18
              profiles:
                - data
                - ci
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          depends_on:
            cache: { condition: service_started, required: false }
            db: { condition: service_started }
        tests:
          image: example/tests:1
          profiles: [ci, data]
          depends_on: [cache, db]
        cache:
          image: redis:8
          profiles: [data]
        db:
          image: postgres:18
    `),
    good(
      'services:\n  web:\n    image: nginx:1.29\n    links: [db]\n  db:\n    image: postgres:18\n    profiles: [data]\n',
      {
        files: { '.env': 'COMPOSE_PROFILES=data,debug\n' },
      },
    ),
  ],
});

/** The profiles that the project's `.env` makes active. */
function activeProfiles({ lookup }: Project): readonly string[] {
  return (lookup('COMPOSE_PROFILES') ?? '').split(',').map((one) => one.trim());
}

function hasUnknown(service: Service): boolean {
  return itemsOf(valueAt(service.value, 'profiles')).some((item) => item.kind !== 'text' || item.text === undefined);
}

type Context = Parameters<typeof addListed>[0];

function fixesFor({ service }: ServiceUse, own: readonly string[], { name, attribute }: Reference, ctx: Context) {
  const [profile] = own;
  const map = serviceMap(ctx.document, name);
  const dependency = mapAt(ctx.document, 'services', service.name, 'depends_on', name);
  const optional = attribute === 'depends_on' ? addAttributes(ctx, dependency, { required: 'false' }) : undefined;
  const nearer =
    profile === undefined ? removeAttribute(ctx, map, 'profiles') : addListed(ctx, map, 'profiles', profile);
  const params = { other: name, profile: profile ?? '' };
  return [
    ...(nearer
      ? [{ title: profile === undefined ? ('remove' as const) : ('add' as const), params, edits: nearer }]
      : []),
    ...(optional ? [{ title: 'optional' as const, params, edits: optional }] : []),
  ];
}
