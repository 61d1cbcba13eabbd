import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/explicit-expression-not-allowed', {
  summary: 'The condition of a hook is marked as an expression',
  why: `\`pre-if\` and \`post-if\` of an action take the expression alone. With \`\${{ }}\` around it GitHub refuses the
action.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:explicit-expression-not-allowed', 'languageservice:schema'],
  fix: 'safe',
  reach: 'part',
  messages: { marks: '"{key}" takes an expression without "${{ }}". Remove the marks.' },
  fixes: { strip: 'Remove the marks' },
  on: {
    expression({ use, action }, ctx) {
      const key = String(use.path[use.path.length - 1] ?? '');
      if (!action || use.bare || (key !== 'pre-if' && key !== 'post-if')) return;
      const { scalar, outer, text } = use;
      const at = spanInScalar(scalar, outer.start, outer.end);
      const fix = use.closed ? { title: 'strip' as const, edits: [replace(at, text.trim())] } : undefined;
      ctx.report(at, 'marks', { key }, { fix });
    },
  },
  examples: [
    bad(
      source`
        name: a
        description: b
        runs:
          using: node24
          main: a.js
          pre: b.js
          pre-if: ‹\${{ runner.os == 'Linux' }}›
      `,
      {
        path: 'action.yml',
        fixed: source`
          name: a
          description: b
          runs:
            using: node24
            main: a.js
            pre: b.js
            pre-if: runner.os == 'Linux'
        `,
      },
    ),
    good(
      source`
        name: a
        description: b
        runs: {using: node24, main: a.js, post: b.js, post-if: always()}
      `,
      { path: 'action.yml' },
    ),
  ],
});
