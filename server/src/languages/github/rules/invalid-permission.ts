import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { listed } from '../../../yaml/schema/words.js';
import { isEmpty } from '../../../yaml/values.js';
import { entriesOf, hasExpression, valueIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { levelsOf, permissionNames, permissionShorthands } from '../tables/permissions.js';

export const rule: Rule = githubRule('github/invalid-permission', {
  summary: 'A permission that does not exist',
  why: `\`permissions\` is \`read-all\`, \`write-all\` or a table of scopes, each with \`read\`, \`write\` or \`none\`; some have only
two of these. GitHub refuses a workflow with other scopes or levels. Upper and lower case count.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:permissions', 'languageservice:schema'],
  fix: 'safe',
  messages: {
    shorthand: '"{value}" is not a value for "permissions". Use "read-all", "write-all" or a table of scopes.',
    scope: 'There is no scope "{scope}". Remove it.',
    misspelt: 'There is no scope "{scope}". Did you mean "{suggestion}"?',
    level: '"{value}" is not a level of "{scope}". Use {levels}.',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    workflow({ root, jobs }, ctx) {
      for (const owner of [root, ...jobs.map(({ map }) => map)]) {
        const value = valueIn(owner, 'permissions');
        if (value?.kind === 'scalar' && !isEmpty(value) && !hasExpression(value)) {
          const text = value.text;
          if (permissionShorthands.some((one) => one === text)) continue;
          const suggestion = nearest(text, permissionShorthands);
          const edits = suggestion === undefined ? [] : [replaceScalar(value, suggestion)];
          ctx.report(value, 'shorthand', { value: text }, fixOf(suggestion, edits));
        }
        if (value?.kind !== 'map') continue;
        for (const { name: scope, key, value: level } of entriesOf(value)) {
          if (scope === '<<' || scope.includes('${{')) continue;
          const levels = levelsOf(scope);
          if (!levels) {
            const suggestion = nearest(scope, permissionNames);
            const edits = suggestion === undefined ? [] : [replaceScalar(key, suggestion)];
            const message = suggestion === undefined ? 'scope' : 'misspelt';
            ctx.report(key, message, { scope, suggestion: suggestion ?? '' }, fixOf(suggestion, edits));
          } else if (level?.kind === 'scalar' && !hasExpression(level) && !levels.some((one) => one === level.text)) {
            const suggestion = nearest(level.text, levels);
            const edits = suggestion === undefined ? [] : [replaceScalar(level, suggestion)];
            const params = { value: level.text, scope, levels: listed(levels.map((one) => `"${one}"`)) };
            ctx.report(level, 'level', params, fixOf(suggestion, edits));
          }
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        permissions: ‹Read-all›
        jobs:
          a:
            permissions:
              ‹check›: write
              ‹Contents›: read
              ‹files›: read
              issues: ‹reads›
              models: ‹write›
            runs-on: ubuntu-latest
            steps: [run: make]
      `,
      {
        fixed: source`
          on: push
          permissions: read-all
          jobs:
            a:
              permissions:
                checks: write
                contents: read
                files: read
                issues: read
                models: write
              runs-on: ubuntu-latest
              steps: [run: make]
        `,
      },
    ),
    bad('on: push\npermissions: ‹write›\njobs: {a: {runs-on: x, steps: [run: make]}}\n'),
    good(source`
      on: push
      permissions: {}
      jobs:
        a:
          permissions: {contents: read, id-token: write, models: none}
          runs-on: ubuntu-latest
          steps: [run: make]
        b:
          permissions: write-all
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});

function fixOf(suggestion: string | undefined, edits: readonly ReturnType<typeof replaceScalar>[]) {
  return suggestion === undefined ? {} : { fix: { title: 'replace' as const, params: { suggestion }, edits } };
}
