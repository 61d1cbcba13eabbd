import { bad, good, source } from '../../../core/rule.js';
import { secretId } from '../facts.js';
import { buildOf } from '../model/build.js';
import { factsOfBuild, neededStages } from '../model/dockerfiles.js';
import { keyed } from '../model/merge.js';
import { itemsOf, membersOf, type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-secret-required', {
  summary: 'Secret that the Dockerfile requires and the build does not supply',
  why: `A \`RUN --mount=type=secret,required\` stops the build when no secret of that id is supplied, and so does
\`--mount=type=ssh,required\` without an agent. Compose supplies what \`build.secrets\` and \`build.ssh\` name. Only stages that
the build needs are looked at.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    secret:
      'The Dockerfile "{file}" requires the secret "{id}", which this build does not supply. Add it to "secrets".',
    ssh: 'The Dockerfile "{file}" requires the SSH agent "{id}", which this build does not supply. Add it to "ssh".',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const needed = build && neededStages(ctx.graph, build);
      if (!build || !needed) return;
      const given = { 'secret-id': secretsOf(build.value), 'ssh-id': agentsOf(build.value) };
      for (const kind of ['secret-id', 'ssh-id'] as const) {
        const ids = given[kind];
        if (!ids) continue;
        for (const { name, details, span } of factsOfBuild(ctx.graph, build, kind, 'reference') ?? []) {
          if (details?.required !== 'yes' || !needed.has(details.stage ?? '')) continue;
          if (ids.has(name) || name.includes('$')) continue;
          const related = [{ path: build.dockerfile ?? '', span, message: 'It is required here' }];
          const message = kind === 'ssh-id' ? 'ssh' : 'secret';
          reportAt(ctx, build.contextText ?? build.place, message, { file: build.shown, id: name }, { related });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: ‹.›
          api:
            build:
              context: ‹.›
              target: api
              secrets:
                - source: npm_token
                  target: npm
        secrets:
          npm_token: { environment: NPM_TOKEN }
      `,
      {
        files: {
          Dockerfile: source`
            FROM node:24 AS deps
            RUN --mount=type=secret,id=npm,required npm ci
            FROM deps AS api
            RUN --mount=type=ssh,required=true git clone git@example.com:x
            FROM node:24
            COPY --from=deps /app /app
          `,
        },
      },
    ),
    good(
      source`
        services:
          web:
            build:
              context: .
              target: web
              secrets: [npm]
              ssh: [default]
          other:
            build:
              context: .
              target: other
          unknown:
            build:
              context: .
              target: web
              secrets: ["\${SECRET}"]
              ssh: { default: "" }
        secrets:
          npm: { environment: NPM }
      `,
      {
        files: {
          Dockerfile: source`
            FROM node:24 AS web
            RUN --mount=type=secret,id=npm,required=true --mount=type=ssh,required npm ci
            RUN --mount=type=secret,id=more,required=false --mount=type=secret,id=\$ID,required npm ci
            FROM node:24 AS other
            RUN --mount=type=secret,id=more npm ci
          `,
        },
      },
    ),
  ],
});

/** The ids of the secrets that a build supplies; undefined where one is not known. */
function secretsOf(build: Value): ReadonlySet<string> | undefined {
  const ids = itemsOf(valueAt(build, 'secrets')).map(secretId);
  return ids.includes(undefined) ? undefined : new Set(ids.filter((id) => id !== undefined));
}

/** The ids of the agents and keys that a build supplies; undefined where one is not known. */
function agentsOf(build: Value): ReadonlySet<string> | undefined {
  const ssh = valueAt(build, 'ssh');
  const values = ssh?.kind === 'list' ? ssh.items : ssh ? [ssh] : [];
  if (values.some((value) => value.kind === 'text' && value.text === undefined)) return undefined;
  const single = ssh?.kind === 'text' && ssh.text !== undefined ? [ssh.text.replace(/=.*$/s, '')] : [];
  return new Set([...membersOf(keyed(ssh)).map(({ key }) => key), ...single]);
}
