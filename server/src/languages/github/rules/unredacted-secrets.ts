import { bad, good, source } from '../../../core/rule.js';
import { type ExprNode, ungrouped, visitNodes } from '../../../expr/tree.js';
import { secretName } from '../model/secret-reads.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unredacted-secrets', {
  summary: 'What is read out of a secret is not masked in logs',
  why: `GitHub masks the text of a secret in logs, and nothing else. A value that \`fromJSON\` takes out of one is no longer
that text, so it shows in the log as soon as anything prints it. Store each value as a secret of its own.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:unredacted-secrets'],
  fix: 'none',
  reach: 'part',
  messages: {
    parsed:
      'What fromJSON reads out of secret "{secret}" is not masked in logs. Store each value as a secret of its own.',
  },
  on: {
    expression({ use }, ctx) {
      const { root } = use.parsed;
      if (!root) return;
      visitNodes(root, (node) => {
        if (node.kind !== 'call' || node.name.toLowerCase() !== 'fromjson') return;
        for (const arg of node.args) {
          const secret = secretIn(arg);
          if (secret === undefined) continue;
          // zizmor sees the secret itself as argument only.
          const aliases = secretName(arg) === undefined ? [] : undefined;
          const details = aliases ? { aliases } : {};
          ctx.report(use.span(node), 'parsed', { secret }, { ...details, tags: ['secret'] });
        }
      });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: deploy
              env:
                USER: \${{ ‹fromJSON(secrets.LOGIN)›.user }}
                PASSWORD: \${{ ‹fromJson(secrets['LOGIN'])›.password }}
                FALLBACK: \${{ ‹fromJSON(secrets.LOGIN || '{}')›.user }}
    `),
    good(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: deploy
              env:
                USER: \${{ fromJSON(vars.LOGIN).user }}
                PASSWORD: \${{ secrets.PASSWORD }}
                TEXT: \${{ toJSON(secrets.PASSWORD) }}
                COUNT: \${{ fromJSON(secrets.LOGIN != '' && '1' || '0') }}
    `),
  ],
});

/** The secret that an argument is, or that is one of those which it may be. */
function secretIn(arg: ExprNode): string | undefined {
  const node = ungrouped(arg);
  if (node.kind !== 'logical') return secretName(node);
  for (const operand of node.operands) {
    const secret = secretIn(operand);
    if (secret !== undefined) return secret;
  }
  return undefined;
}
