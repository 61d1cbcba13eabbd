import { bad, good, source } from '../../../core/rule.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/include-cycle', {
  summary: 'File that includes itself',
  why: `A Compose file that includes itself, directly or by way of others, would be read without an end. Compose refuses
the project.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:include-cycle'],
  fix: 'none',
  messages: { cycle: 'Including "{file}" leads back to a file that is being read. Take one of the includes out.' },
  on: {
    project(project, ctx) {
      for (const { kind, subject, ...problem } of project.problems)
        if (kind === 'include-cycle' && 'through' in problem)
          reportAt(ctx, problem.through, 'cycle', { file: subject });
    },
  },
  examples: [
    bad(source`
      include:
        - ‹compose.yaml›
      services:
        web:
          image: nginx:1.29
    `),
    bad(
      source`
        include:
          - ‹other.yaml›
        services:
          web:
            image: nginx:1.29
      `,
      { files: { 'other.yaml': 'include: [compose.yaml]\n' } },
    ),
    good(
      source`
        include:
          - other.yaml
          - third.yaml
        services:
          web:
            image: nginx:1.29
      `,
      { files: { 'other.yaml': 'include: [third.yaml]\n', 'third.yaml': 'services: {}\n' } },
    ),
  ],
});
