import { bad, good, source } from '../../../core/rule.js';
import { isHarmless } from '../../../secrets/values.js';
import { buildOf } from '../model/build.js';
import { buildSecretEdits } from '../model/build-secret-edits.js';
import { isSecretArgument } from '../model/secrets.js';
import { textOf } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/secret-build-arg', {
  summary: 'A secret is passed as a build argument',
  why: `The values of build arguments are kept in the history of the image, for everyone who can pull it. Pass it with
\`build.secrets\` and read it in the Dockerfile with \`RUN --mount=type=secret,id=…\`, which leaves no trace.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    argument: 'The history of the image of "{service}" shows the value of "{name}". Pass it with "build.secrets".',
  },
  fixes: { secret: 'Pass "{name}" with build.secrets' },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      for (const member of build?.args.values() ?? []) {
        const { key, value, place } = member;
        const text = textOf(value);
        if (!isSecretArgument(key) || text === '' || (text !== undefined && isHarmless(key, text))) continue;
        const edits = buildSecretEdits(ctx, service, member);
        const fix = edits && ({ title: 'secret', params: { name: key }, edits } as const);
        reportAt(ctx, place, 'argument', { service: service.name, name: key }, { fix, tags: ['secret'] });
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
              args:
                ‹NPM_TOKEN›: \${NPM_TOKEN}
                NODE_VERSION: "24"
      `,
      {
        fixed: source`
          services:
            web:
              build:
                context: .
                args:
                  NODE_VERSION: "24"
                secrets:
                  - NPM_TOKEN
          secrets:
            NPM_TOKEN:
              environment: NPM_TOKEN
        `,
      },
    ),
    bad(source`
      services:
        web:
          build:
            context: .
            args: ["‹DB_PASSWORD›=x7Gh2kq9", ‹GITHUB_TOKEN›]
    `),
    good(source`
      services:
        web:
          build:
            context: .
            args:
              NODE_VERSION: "24"
              TOKEN_FILE: /run/secrets/token
              PASSWORD: ""
              VITE_API_KEY: abc
              USE_TOKEN: "true"
            secrets: [npm_token]
      secrets:
        npm_token: { environment: NPM_TOKEN }
    `),
  ],
});
