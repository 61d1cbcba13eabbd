import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { referencesOf } from '../model/references.js';
import { renamed, undefinedIn } from '../model/undefined.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-service', {
  summary: 'Service that the project does not have',
  why: `\`depends_on\`, \`links\`, \`volumes_from\`, \`network_mode: service:…\` and the like name other services of the
project. Compose refuses a project in which one of them is missing. What \`extends\` takes over from another file
does not bring that file's services along.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-service', 'compose-go:additional-context-service'],
  fix: 'safe',
  messages: {
    unknown: 'The project has no service "{name}", which "{service}" names in {attribute}.',
    notBuilt: '"{name}" cannot be a build context, as it is not built: give that service "build".',
  },
  fixes: { rename: 'Change to "{nearest}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'service', ctx.files)) {
        const { name, attribute, place } = reference;
        const near = nearest(
          name,
          known.filter((one) => one !== service.name),
        );
        const edit = near === undefined ? undefined : renamed(place, name, near);
        const context = attribute === 'build.additional_contexts';
        reportAt(
          ctx,
          place,
          'unknown',
          { name, service: service.name, attribute },
          {
            ...(!sure && { severity: 'warning' }),
            aliases: [context ? 'compose-go:additional-context-service' : 'compose-go:undefined-service'],
            fix: edit && { title: 'rename', params: { nearest: near ?? '' }, edits: [edit] },
          },
        );
      }
      for (const service of project.services.values()) {
        for (const { kind, attribute, name, place } of referencesOf(service)) {
          if (kind !== 'service' || attribute !== 'build.additional_contexts') continue;
          const other = project.services.get(name);
          if (!other || !project.complete || valueAt(other.value, 'build')) continue;
          reportAt(ctx, place, 'notBuilt', { name }, { aliases: ['compose-go:additional-context-service'] });
        }
      }
    },
  },
  examples: [
    bad(
      'services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      ‹metrics›: { condition: service_started, required: false }\n',
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            depends_on:
              - ‹databse›
          database:
            image: postgres:18
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              depends_on:
                - database
            database:
              image: postgres:18
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          network_mode: "service:‹vpn›"
          links: ["‹cache›:redis"]
          volumes_from: [‹data›:ro, "container:other"]
    `),
    bad(source`
      services:
        web:
          build:
            context: .
            additional_contexts:
              base: service:‹app›
              other: service:‹cache›
        cache:
          image: redis:8
    `),
    bad(
      source`
        services:
          bar:
            image: busybox:1.37
            depends_on: [‹zot›]
      `,
      { path: 'deploy/stack.compose.yaml' },
    ),
    bad(
      source`
        services:
          web:
            ‹extends›: { file: common.yaml, service: web }
      `,
      {
        files: {
          'common.yaml': 'services:\n  web:\n    image: nginx:1.29\n    links: [db]\n  db: { image: postgres }\n',
        },
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          external_links: [elsewhere]
          pid: "container:other"
    `),
    good('services:\n  web:\n    image: nginx:1.29\n    depends_on: [db]\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:18\n' },
    }),
    good('services:\n  web:\n    image: nginx:1.29\n    depends_on: [db]\n', {
      path: 'compose.test.yaml',
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:18\n' },
    }),
    good('include: ["oci://example.com/stack"]\nservices:\n  web:\n    image: nginx:1.29\n    depends_on: [db]\n'),
  ],
});
