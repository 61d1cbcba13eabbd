import { bad, good, source } from '../../../core/rule.js';
import { isComposeName, isDevelopment, isProduction } from '../model/file-names.js';
import { driftedServices, hasImage } from '../model/overrides.js';
import { besides, isWhole } from '../model/standing.js';
import { valueAt } from '../model/value.js';
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
    project(project, ctx) {
      // Where the text is no YAML, the image may be in what could not be read.
      const broken = ctx.document.stream.documents.some(({ problems }) => problems.length > 0);
      if (!project.complete || broken) return;
      const whole = isWhole(project);
      // A file of another name is often put over a base, or only extended.
      const { path } = ctx;
      if (!whole && (!isComposeName(path) || isDevelopment(path) || isProduction(path, ctx.text))) return;
      const saidBeside = besides(project, ctx.files);
      // What an override says of a service that its base lacks is told by a rule of its own.
      const drifted = new Set(driftedServices(project).map(({ service }) => service.name));
      const unresolved = project.problems.some(({ kind }) => kind.startsWith('extends'));
      for (const { name, place, value } of project.services.values()) {
        if (hasImage(value) || (value && value.kind !== 'table') || drifted.has(name)) continue;
        // What cannot be extended is told by itself.
        if (unresolved && valueAt(value, 'extends')) continue;
        if (saidBeside((root) => hasImage(valueAt(root, 'services', name)))) continue;
        reportAt(ctx, place, 'missing', { name }, whole ? {} : { severity: 'warning' });
      }
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
