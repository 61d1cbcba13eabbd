import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { hasExpression } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/needs-unknown', {
  summary: 'A job needs one that the workflow does not have',
  why: `GitHub refuses a workflow as a whole where a job in \`needs\` is not defined, so nothing of it runs. Ids of
jobs are compared without regard to case.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:job-needs', 'languageservice:schema'],
  fix: 'safe',
  messages: {
    unknown: 'There is no job "{need}". Add it, or remove it here.',
    misspelt: 'There is no job "{need}". Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    workflow({ jobs, jobsById }, ctx) {
      for (const job of jobs) {
        for (const need of job.needs) {
          const name = need.text;
          if (hasExpression(need) || jobsById.has(name.toLowerCase())) continue;
          const others = jobs.filter((other) => other !== job).map(({ id }) => id);
          const suggestion = nearest(name, others);
          if (suggestion === undefined) ctx.report(need, 'unknown', { need: name });
          else
            ctx.report(
              need,
              'misspelt',
              { need: name, suggestion },
              { fix: { title: 'rename', edits: [replaceScalar(need, suggestion)] } },
            );
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [run: make]
          deploy:
            needs: [‹biuld›]
            runs-on: ubuntu-latest
            steps: [run: make deploy]
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps: [run: make]
            deploy:
              needs: [build]
              runs-on: ubuntu-latest
              steps: [run: make deploy]
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        deploy:
          needs: ‹approval›
          runs-on: ubuntu-latest
          steps: [run: make deploy]
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps: [run: make]
        deploy:
          needs: Build
          runs-on: ubuntu-latest
          steps: [run: make deploy]
    `),
  ],
});
