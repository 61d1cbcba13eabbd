import { basename, dirname } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { otherReaders } from '../other-readers.js';
import { envRule, type Rule } from '../rule.js';

export const rule: Rule = envRule('env/key-unused', {
  summary: 'Variable in .env that nothing uses',
  why: `Compose puts variables of \`.env\` into its files, and nowhere else: a container does not see them unless
\`environment\` or \`env_file\` names them. A variable that no Compose file uses is often spelled in another way there, or left
over. Nothing is said where a program beside the file may read it itself.`,
  category: 'maintainability',
  severity: 'hint',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    unused: 'No Compose file uses "{key}", and no service takes this file as "env_file". Remove it, or use it there.',
  },
  on: {
    file({ entries, problems }, ctx) {
      // Where lines cannot be read, what looks like a key may be a part of a value.
      if (problems.length > 0) return;
      // What is not there is used by none only if all files are known.
      if (basename(ctx.path) !== '.env' || !ctx.graph.complete) return;
      const uses = ctx.graph.references('variable', ctx.path);
      if (!uses.some(({ name }) => name === '') || uses.some(({ name }) => name === '*')) return;
      const used = new Set(uses.flatMap(({ name, details }) => [name, ...(details?.more?.split(' ') ?? [])]));
      const unused = entries.filter(({ key, valueSpan }) => valueSpan && isVariable(key) && !used.has(key));
      if (unused.length === 0) return;
      const isRead = otherReaders(ctx.files, dirname(ctx.path));
      for (const { key, keySpan } of unused)
        if (!isRead(key)) ctx.report(keySpan, 'unused', { key }, { tags: ['unnecessary'] });
    },
  },
  examples: [
    bad(
      source`
        COMPOSE_PROJECT_NAME=shop
        TAG=1
        ‹TAGS›=1
        BASE=/srv
        DATA=$BASE/data
        LEVEL=1
        TOKEN=x
        ‹OLD›=\${TAG}
      `,
      {
        files: {
          'compose.yaml': source`
            services:
              web:
                image: a:\${TAG}
                volumes: ["\${DATA:-\${ELSE}}:/data"]
                environment: [LEVEL]
            secrets:
              token: { environment: TOKEN }
          `,
        },
      },
    ),
    good('MODE=1\n', { files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n    env_file: .env\n' } }),
    good('MODE=1\n', { files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n    env_file: $FILE\n' } }),
    good('MODE=1\n', {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: a:1\n',
        'deploy/compose.prod.yaml': 'services:\n  web:\n    image: a:${MODE}\n',
      },
    }),
    good('MODE=1\n', {
      path: 'web/.env',
      files: {
        'web/compose.yaml': 'services:\n  web:\n    extends: { file: ../common.yaml, service: base }\n',
        'common.yaml': 'services:\n  base:\n    image: a:${MODE}\n',
      },
    }),
    good('MODE=1\n', { files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n', 'package.json': '{}' } }),
    good('MODE=1\n', {
      files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n', Makefile: 'up:\n\techo $(MODE)\n' },
    }),
    good('MODE=1\n'),
    good('MODE=1\n', { path: '.env.local', files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n' } }),
  ],
});

/** Whether Compose files can use it at all, and it is none that Compose, the engine and the builder read themselves. */
function isVariable(key: string): boolean {
  if (/^(?:COMPOSE|DOCKER|BUILDKIT|BUILDX|PODMAN)_|^(?:HTTPS?|NO|FTP|ALL)_PROXY$/i.test(key)) return false;
  return /^[A-Za-z_]\w*$/.test(key);
}
