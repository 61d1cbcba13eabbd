import { basename } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { overrideNames } from '../model/file-names.js';
import { driftedServices, hasImage } from '../model/overrides.js';
import { besides } from '../model/standing.js';
import { renamed } from '../model/undefined.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/override-drift', {
  summary: 'Override of a service that the base does not have',
  why: `An override is put over its base by the names of services. Where the base has renamed or dropped one, what the
override says of it stands alone: without \`image\` or \`build\` Compose refuses it, for all files together.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:no-image-or-build'],
  fix: 'unsafe',
  messages: {
    gone: '{base} has no service "{name}", and here it has neither an image nor a build. Give it one, or remove it.',
    near: '{base} has no service "{name}". Did you mean "{near}"?',
  },
  fixes: { rename: 'Change to "{near}"' },
  on: {
    project(project, ctx) {
      const broken = project.files.some(({ document }) =>
        document.stream.documents.some(({ problems }) => problems.length > 0),
      );
      if (!project.complete || broken) return;
      const saidBeside = besides(project, ctx.files);
      const base = basename(project.files[0]?.path ?? '');
      // What is put over the base by name may be put over other files as well.
      const severity = overrideNames.includes(basename(ctx.path)) ? 'error' : 'warning';
      for (const { service, near } of driftedServices(project)) {
        const { name, place } = service;
        if (saidBeside((root) => hasImage(valueAt(root, 'services', name)))) continue;
        const edit = near === undefined ? undefined : renamed(place, name, near);
        const fix =
          edit && near !== undefined ? { title: 'rename' as const, params: { near }, edits: [edit] } : undefined;
        const message = near === undefined ? 'gone' : 'near';
        reportAt(ctx, place, message, { base, name, near: near ?? '' }, { severity, fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹wbe›:
            ports: ["8080:80"]
      `,
      {
        path: 'compose.override.yaml',
        files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n' },
        fixed: source`
          services:
            web:
              ports: ["8080:80"]
        `,
      },
    ),
    bad('services:\n  ‹worker›:\n    restart: always\n', {
      path: 'compose.prod.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n' },
    }),
    good(
      source`
        services:
          web:
            ports: ["8080:80"]
          mail:
            image: axllent/mailpit:v1.27
          copy:
            extends: web
      `,
      {
        path: 'compose.override.yaml',
        files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n' },
      },
    ),
    good('services:\n  worker:\n    restart: always\n', {
      path: 'compose.prod.yaml',
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n',
        'compose.worker.yaml': 'services:\n  worker:\n    image: example/worker:1\n',
      },
    }),
    good('services:\n  web:\n    ports: ["80:80"]\n'),
  ],
});
