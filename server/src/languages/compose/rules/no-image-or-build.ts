import { bad, good, source } from '../../../core/rule.js';
import { isDevelopment, isProduction } from '../model/file-names.js';
import { isWhole, saidBeside } from '../model/standing.js';
import { type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/no-image-or-build', {
  summary: 'Service without an image',
  why: `A container is made of an image, so a service needs \`image\` or \`build\`, of its own or of the service that it
extends; only one with a \`provider\` does without. Compose refuses any other.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:no-image-or-build'],
  fix: 'none',
  messages: { missing: 'The service "{name}" has neither an image nor a build. Give it one of them.' },
  on: {
    service({ service, project }, ctx) {
      const { name, place, value } = service;
      if (!project.complete || hasImage(value) || (value && value.kind !== 'table')) return;
      // Where the text is no YAML, the image may be in what could not be read.
      if (ctx.document.stream.documents.some(({ problems }) => problems.length > 0)) return;
      // What cannot be extended is told by itself.
      if (valueAt(value, 'extends') && project.problems.some(({ kind }) => kind.startsWith('extends'))) return;
      const whole = isWhole(project);
      if (!whole && (isDevelopment(ctx.path) || isProduction(ctx.path, ctx.text))) return;
      if (saidBeside(project, ctx.files, (root) => hasImage(valueAt(root, 'services', name)))) return;
      reportAt(ctx, place, 'missing', { name }, whole ? {} : { severity: 'warning' });
    },
  },
  examples: [
    bad(source`
      services:
        ‹web›:
          ports: ["80:80"]
        ‹api›: {}
    `),
    good(source`
      services:
        web:
          extends: base
        base:
          image: \${IMAGE}
        api:
          build: .
        model:
          provider: { type: model }
    `),
    good('services:\n  web:\n    ports: ["80:80"]\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n' },
    }),
    good('services:\n  web:\n    imag\n'),
    good('services:\n  web:\n    ports: ["80:80"]\n', { path: 'deploy/compose.dev.yaml' }),
    good('services:\n  web:\n    ports: ["80:80"]\n', {
      files: { 'compose.prod.yaml': 'services:\n  web:\n    image: nginx:1.29\n' },
    }),
  ],
});

function hasImage(value: Value | undefined): boolean {
  const image = valueAt(value, 'image');
  if (image && !(image.kind === 'text' && image.text === '')) return true;
  const build = valueAt(value, 'build');
  return build !== undefined || valueAt(value, 'provider') !== undefined;
}
