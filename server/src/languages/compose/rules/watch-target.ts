import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/watch-target', {
  summary: 'Watched files that are to be copied nowhere',
  why: `\`develop.watch\` copies changed files to \`target\` in the container; only the actions \`rebuild\` and \`restart\` do
without one. Compose refuses any other.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:watch-target'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: 'The action "{action}" needs a "target", the path in the container that the files go to.' },
  fixes: { rebuild: 'Rebuild the image instead' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'develop', 'watch'))) {
        const written = valueAt(item, 'action');
        const action = textOf(written);
        if (!action || action === 'rebuild' || action === 'restart') continue;
        const target = valueAt(item, 'target');
        if (target && textOf(target) !== '') continue;
        const built = valueAt(service.value, 'build') !== undefined;
        const edit =
          built && written?.kind === 'text' && isHere(ctx, written)
            ? replaceScalar(written.node, 'rebuild')
            : undefined;
        reportAt(ctx, written ?? item, 'missing', { action }, { fix: edit && { title: 'rebuild', edits: [edit] } });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: .
            develop:
              watch:
                - path: ./src
                  action: ‹sync›
      `,
      {
        fixed: source`
          services:
            web:
              build: .
              develop:
                watch:
                  - path: ./src
                    action: rebuild
        `,
      },
    ),
    good(source`
      services:
        web:
          build: .
          develop:
            watch:
              - { path: ./src, action: sync, target: /src }
              - { path: package.json, action: rebuild }
              - { path: conf, action: restart }
    `),
  ],
});
