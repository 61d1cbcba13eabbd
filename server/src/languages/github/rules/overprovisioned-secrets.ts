import { bad, good, source } from '../../../core/rule.js';
import { type ExprNode, ungrouped, visitNodes } from '../../../expr/tree.js';
import { isSecrets } from '../model/secret-reads.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/overprovisioned-secrets', {
  summary: 'A job is given every secret',
  why: `Where all secrets are turned into text, or one is chosen by a name that is known only at run time, the runner holds
every secret of the repository and of the organisation for that job: whoever gets at its memory has them all. Name the
secrets that the job needs: \`\${{ secrets.DEPLOY_KEY }}\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:overprovisioned-secrets', 'poutine:job_all_secrets'],
  fix: 'none',
  reach: 'part',
  messages: {
    all: 'This hands all secrets to the job. Name the ones that it needs.',
    computed: 'Which secret this is, is known only at run time, so the job gets all of them. Name the secret.',
  },
  on: {
    expression({ use, job }, ctx) {
      const { root } = use.parsed;
      if (!root) return;
      visitNodes(root, (node) => {
        const how = howMuch(node);
        if (!how) return;
        const atStart = job !== undefined && !use.bare && use.text.trimStart() === use.text.slice(root.start);
        const isAlone = node.start === root.start && atStart;
        const aliases =
          how.kind === 'list'
            ? []
            : ['zizmor:overprovisioned-secrets', ...(isAlone ? ['poutine:job_all_secrets'] : [])];
        ctx.report(use.span(node), how.kind === 'computed' ? 'computed' : 'all', {}, { aliases, tags: ['secret'] });
      });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          env:
            ALL: \${{ ‹toJSON(secrets)› }}
            LIST: \${{ join(‹secrets.*›, ' ') }}
          steps:
            - run: deploy
              env:
                TOKEN: \${{ ‹secrets[format('TOKEN_{0}', matrix.env)]› }}
                BOTH: \${{ format('{0}', ‹toJson( secrets )›) }}
    `),
    good(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: deploy
              env:
                TOKEN: \${{ secrets.TOKEN }}
                OTHER: \${{ secrets['OTHER_TOKEN'] }}
                TEXT: \${{ toJSON(secrets.TOKEN) }}
                GITHUB: \${{ toJSON(github.event) }}
    `),
  ],
});

function howMuch(node: ExprNode): { readonly kind: 'text' | 'list' | 'computed' } | undefined {
  if (node.kind === 'call') {
    return node.name.toLowerCase() === 'tojson' && node.args.some(isSecrets) ? { kind: 'text' } : undefined;
  }
  if (node.kind === 'filter') return isSecrets(node.object) ? { kind: 'list' } : undefined;
  if (node.kind !== 'index' || !isSecrets(node.object)) return undefined;
  const index = ungrouped(node.index);
  return index.kind === 'literal' || index.kind === 'missing' ? undefined : { kind: 'computed' };
}
