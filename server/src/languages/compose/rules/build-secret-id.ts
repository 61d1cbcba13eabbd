import { bad, good, source } from '../../../core/rule.js';
import { secretId } from '../facts.js';
import { buildOf } from '../model/build.js';
import { factsOfBuild } from '../model/dockerfiles.js';
import { itemsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-secret-id', {
  summary: 'Build secret that the Dockerfile does not mount',
  why: `A build secret is seen by a \`RUN --mount=type=secret\` with the same id and by nothing else. The id is the
secret's name, or its \`target\` in the long form.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    unused: 'No RUN of "{file}" mounts a secret with the id "{id}". Mount it there, or remove it here.',
    other: 'No RUN of "{file}" mounts a secret with the id "{id}"; these are mounted: {known}. Use the same id.',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const wanted = build && factsOfBuild(ctx.graph, build, 'secret-id', 'reference');
      if (!build || !wanted) return;
      const ids = [...new Set(wanted.map(({ name }) => name))];
      for (const secret of itemsOf(valueAt(build.value, 'secrets'))) {
        const id = secretId(secret);
        if (id === undefined || ids.includes(id) || ids.some((one) => one.includes('$'))) continue;
        const known = ids.map((one) => `"${one}"`).join(', ');
        const place =
          secret.kind === 'table' ? (valueAt(secret, 'target') ?? valueAt(secret, 'source') ?? secret) : secret;
        reportAt(ctx, place, ids.length > 0 ? 'other' : 'unused', { file: build.shown, id, known });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build:
              context: .
              secrets: [‹npm_token›]
        secrets:
          npm_token:
            environment: NPM_TOKEN
      `,
      { files: { Dockerfile: 'FROM node:22\nRUN --mount=type=secret,id=npm npm ci\n' } },
    ),
    good(
      source`
        services:
          web:
            build:
              context: .
              secrets:
                - npm
                - source: npm_token
                  target: other
        secrets:
          npm: { environment: NPM }
          npm_token: { environment: NPM_TOKEN }
      `,
      {
        files: {
          Dockerfile:
            'FROM node:22\nRUN --mount=type=secret,id=npm --mount=type=secret,target=/run/secrets/other npm ci\n',
        },
      },
    ),
  ],
});
