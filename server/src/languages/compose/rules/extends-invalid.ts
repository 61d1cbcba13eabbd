import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { renamed } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/extends-invalid', {
  summary: 'Extended service that cannot be found',
  why: `\`extends\` names a service of the same file, or of the file that \`file\` names, seen from the folder of the file
that it is written in. Without that service Compose refuses the project.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:extends'],
  fix: 'unsafe',
  messages: {
    service: 'There is no service "{name}" to extend.',
    file: 'There is no file "{name}" to extend a service of.',
    noService: '"extends" does not say which service. Give it a "service".',
  },
  fixes: { rename: 'Change to "{nearest}"' },
  on: {
    project(project, ctx) {
      for (const problem of project.problems) {
        const { kind, place, subject: name } = problem;
        if (kind === 'extends-no-service') reportAt(ctx, place, 'noService');
        // The file may be made, or fetched, before Compose runs.
        else if (kind === 'extends-file-missing') reportAt(ctx, place, 'file', { name }, { severity: 'warning' });
        else if (kind === 'extends-service-missing') {
          const near = nearest(name, problem.known ?? []);
          const edit = near === undefined ? undefined : renamed(place, name, near);
          const fix = edit && ({ title: 'rename', params: { nearest: near ?? '' }, edits: [edit] } as const);
          reportAt(ctx, place, 'service', { name }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            extends: ‹bse›
          base:
            image: nginx:1.29
      `,
      {
        fixed: source`
          services:
            web:
              extends: base
            base:
              image: nginx:1.29
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            extends:
              file: common.yaml
              service: ‹"bass"›
          api:
            extends:
              file: ‹missing.yaml›
              service: base
      `,
      {
        files: { 'common.yaml': 'services:\n  base:\n    image: nginx:1.29\n' },
        fixed: source`
          services:
            web:
              extends:
                file: common.yaml
                service: "base"
            api:
              extends:
                file: missing.yaml
                service: base
        `,
      },
    ),
    bad('services:\n  web:\n    image: nginx:1.29\n    extends: ‹{ file: compose.yaml }›\n'),
    good(
      source`
        services:
          web:
            extends:
              file: common.yaml
              service: base
          api:
            extends:
              file: \${COMMON}
              service: base
      `,
      { files: { 'common.yaml': 'services:\n  base:\n    image: nginx:1.29\n' } },
    ),
  ],
});
