import { bad, good, source } from '../../../core/rule.js';
import { flowsOf } from '../../../expr/flow.js';
import { moveToEnv } from '../model/move-to-env.js';
import { secretName } from '../model/secret-reads.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/secret-in-run', {
  summary: 'A secret is written into a script',
  why: `GitHub puts the secret into the script before the shell reads it. It is then in a file on the runner and often in
the list of processes, and a \`$\`, a quote or a backtick in it breaks the command or is run. Give it to the step as an
environment variable, which the script reads: \`env: { TOKEN: \${{ secrets.TOKEN }} }\` and \`"$TOKEN"\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['checkov:CKV_GHA_3'],
  fix: 'unsafe',
  reach: 'part',
  messages: { run: 'Secret "{secret}" is written into the script. Pass it as an environment variable.' },
  fixes: { move: 'Read the environment variable {name} instead' },
  on: {
    expression({ use, ...around }, ctx) {
      const { root } = use.parsed;
      if (!root || !use.step || use.scalar !== use.step.run) return;
      for (const { node } of flowsOf(root)) {
        const secret = secretName(node);
        if (secret === undefined) continue;
        const move = moveToEnv(use, { ...around, step: use.step }, ctx.text);
        ctx.report(
          use.span(node),
          'run',
          { secret },
          {
            aliases: isWithCurl(use.scalar.text, use.outer.start) ? ['checkov:CKV_GHA_3'] : [],
            tags: ['secret'],
            ...(move && { fix: { title: 'move', params: { name: move.name }, edits: move.edits } }),
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - run: 'curl -H "Authorization: \${{ ‹secrets.API_KEY› }}" https://example.com'
              - run: |
                  login --password \${{ ‹secrets.PASSWORD› }}
                env:
                  USER: ci
      `,
      {
        fixed: source`
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: 'curl -H "Authorization: \${SECRETS_API_KEY}" https://example.com'
                  env:
                    SECRETS_API_KEY: \${{ secrets.API_KEY }}
                - run: |
                    login --password "\${SECRETS_PASSWORD}"
                  env:
                    USER: ci
                    SECRETS_PASSWORD: \${{ secrets.PASSWORD }}
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        deploy:
          runs-on: ubuntu-latest
          steps:
            - run: deploy \${{ ‹secrets.KEY› || ‹secrets['OLD_KEY']› }} \${{ format('x-{0}', ‹secrets.OTHER›) }}
    `),
    good(source`
      on: push
      jobs:
        deploy:
          runs-on: ubuntu-latest
          steps:
            - run: curl -H "Authorization: $API_KEY" https://example.com
              env: { API_KEY: "\${{ secrets.API_KEY }}" }
            - run: deploy \${{ secrets.KEY != '' && '--signed' || '--unsigned' }}
            - uses: example/deploy@v1
              with: { token: "\${{ secrets.TOKEN }}" }
    `),
  ],
});

/** Whether the line of a place in a script calls curl. */
function isWithCurl(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 500), at).split('\n');
  const after = text.slice(at, at + 500).split('\n', 1);
  return `${before[before.length - 1] ?? ''}${after[0] ?? ''}`.includes('curl');
}
