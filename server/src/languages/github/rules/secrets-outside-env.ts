import { bad, good, option, source } from '../../../core/rule.js';
import { valueIn } from '../model/nodes.js';
import { secretReads } from '../model/secret-reads.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/secrets-outside-env', {
  summary: 'A job without an environment reads a secret',
  why: `A secret of the repository is there for every workflow on every branch. One of an environment is there only for jobs
that name the environment, and only after its rules hold: reviewers, branches, a waiting time. Store the secret in an
environment, and name that in the job: \`environment: production\`. Workflows that are called are left out, as they get
their secrets from the caller.`,
  category: 'security',
  severity: 'warning',
  profile: 'all',
  since: '0.1',
  peers: ['zizmor:secrets-outside-env'],
  fix: 'none',
  reach: 'part',
  options: {
    allow: option.strings([], 'Secrets that jobs without an environment may read. `GITHUB_TOKEN` always may be.'),
  },
  messages: {
    outside: 'Secret "{secret}" is read without an environment. Keep it in one, and name that in job "{job}".',
  },
  on: {
    expression({ use, job, workflow }, ctx) {
      if (!workflow || !job || job.uses || valueIn(job.map, 'environment') || eventOf(workflow, 'workflow_call'))
        return;
      for (const { name, node } of secretReads(use.parsed.root)) {
        const secret = name.toLowerCase();
        if (secret === 'github_token' || ctx.options.allow.some((one) => one.toLowerCase() === secret)) continue;
        ctx.report(use.span(node), 'outside', { secret: name, job: job.id }, { tags: ['secret'] });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        deploy:
          runs-on: ubuntu-latest
          env:
            TOKEN: \${{ ‹secrets.TOKEN› }}
          steps:
            - run: deploy
              env: { KEY: "\${{ ‹secrets['KEY']› || ‹secrets.OLD_KEY› }}" }
    `),
    good(
      source`
        on: push
        env:
          TOKEN: \${{ secrets.TOKEN }}
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps: [{ run: deploy, env: { KEY: "\${{ secrets.KEY }}" } }]
          label:
            runs-on: ubuntu-latest
            steps:
              - run: label
                env: { A: "\${{ secrets.GITHUB_TOKEN }}", B: "\${{ secrets.CODECOV_TOKEN }}" }
          call:
            uses: ./.github/workflows/other.yml
            secrets: { key: "\${{ secrets.KEY }}" }
      `,
      { options: { allow: ['codecov_token'] } },
    ),
    good(source`
      on:
        workflow_call:
          secrets: { key: { required: true } }
      jobs:
        deploy:
          runs-on: ubuntu-latest
          steps: [{ run: deploy, env: { KEY: "\${{ secrets.key }}" } }]
    `),
  ],
});
