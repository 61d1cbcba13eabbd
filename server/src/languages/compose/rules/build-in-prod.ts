import { bad, good, source } from '../../../core/rule.js';
import { isDevelopment } from '../model/file-names.js';
import { memberAt, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-in-prod', {
  summary: 'A service is built where it runs',
  why: `What is built on the host that runs it was never tested, cannot be rolled back to, and needs the sources there. Build
once, push the image, and name it with \`image\`. Files for development are left alone.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'none',
  reach: 'part',
  messages: { build: '"{service}" has no image but the one that is built here. Name the image that was built for it.' },
  on: {
    service({ service }, ctx) {
      const build = memberAt(service.value, 'build');
      if (!build || valueAt(service.value, 'image') || isDevelopment(ctx.path)) return;
      reportAt(ctx, build.place, 'build', { service: service.name });
    },
  },
  examples: [
    bad('services:\n  web:\n    ‹build›: .\n', { path: 'compose.prod.yaml' }),
    good(
      source`
        services:
          web:
            build: .
            image: registry.example.com/web:1.4
      `,
      { path: 'compose.prod.yaml' },
    ),
    good('services:\n  web:\n    build: .\n', { path: 'compose.dev.yaml' }),
  ],
});
