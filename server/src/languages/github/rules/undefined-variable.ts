import { bad, good, option, source } from '../../../core/rule.js';
import { referencesOf } from '../../../expr/references.js';
import { githubRule, type Rule } from '../rule.js';
import { isSettingName } from '../tables/variables.js';

export const rule: Rule = githubRule('github/undefined-variable', {
  summary: 'A variable of the repository has a name that it cannot have, or that is not known',
  why: `Names of variables and secrets have letters, digits and underscores, do not begin with a digit, and not with
\`GITHUB_\`, which is GitHub's own. A variable of another name can never be set. With the option \`variables\`, or
\`config-variables\` in \`.github/actionlint.yaml\`, only those of the list are known.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression'],
  fix: 'none',
  reach: 'part',
  options: {
    variables: option.strings(['*'], 'The variables of your repository and organization. "*" stands for any.'),
  },
  messages: {
    name: 'No variable can have the name "{name}": letters, digits and "_" only, and no digit at the start.',
    reserved: 'No variable can be called "{name}": names that begin with "GITHUB_" are GitHub\'s own.',
    unknown: 'There is no variable "{name}" in the list of those that are configured.',
  },
  on: {
    expression({ use }, ctx) {
      const { root } = use.parsed;
      if (!root) return;
      const { variables } = ctx.options;
      const known = new Set(variables.map((name) => name.toLowerCase()));
      for (const { segments } of referencesOf(root)) {
        const [context, variable] = segments;
        if (context?.name.toLowerCase() !== 'vars' || !variable || variable.style === 'any' || variable.name === '')
          continue;
        const { name } = variable;
        const at = use.span(variable);
        if (/^GITHUB_/i.test(name)) ctx.report(at, 'reserved', { name }, { severity: 'error' });
        else if (!isSettingName(name)) ctx.report(at, 'name', { name }, { severity: 'error' });
        else if (!known.has('*') && !known.has(name.toLowerCase())) ctx.report(at, 'unknown', { name });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      env:
        A: \${{ vars.‹GITHUB_OWNER› }}
        B: \${{ vars.‹my-name› }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    bad('on: push\nenv: {A: "${{ vars.‹OTHER› }}"}\njobs: {a: {runs-on: x, steps: [run: make]}}\n', {
      options: { variables: ['REGISTRY'] },
    }),
    good('on: push\nenv: {A: "${{ vars.Registry }}"}\njobs: {a: {runs-on: x, steps: [run: make]}}\n', {
      options: { variables: ['REGISTRY'] },
    }),
    good('on: push\nenv: {A: "${{ vars.ANY }}"}\njobs: {a: {runs-on: x, steps: [run: make]}}\n'),
  ],
});
