import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { repositoryRoot } from '../kinds.js';
import { workflowsBeside } from '../model/callers.js';
import { hasExpression, scalarsOf, textIn, valueIn } from '../model/nodes.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/workflow-run-names', {
  summary: 'A workflow waits for one that does not exist',
  why: `\`workflow_run\` names other workflows by their \`name\`, or by the path of their file where they have none. A name that no
workflow of the repository has never comes, and nothing is said of it: mostly the other workflow was renamed.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    unknown: 'No workflow of the repository has the name "{name}", so this never starts.',
    near: 'No workflow of the repository has the name "{name}", so this never starts. Did you mean "{near}"?',
    file: 'Workflows are waited for by their name: "{near}" is that of {file}.',
  },
  on: {
    workflow(workflow, ctx) {
      const event = eventOf(workflow, 'workflow_run');
      const wanted = scalarsOf(valueIn(event?.config, 'workflows'));
      if (wanted.length === 0) return;
      const others = workflowsBeside(ctx.path, ctx.files);
      if (!others) return;
      const root = repositoryRoot(ctx.path);
      const all = others.map((other) => {
        const file = other.path.slice(root === '' ? 0 : root.length + 1);
        return { file, name: textIn(other.workflow.root, 'name') ?? file };
      });
      // A name that an expression gives may be any.
      if (all.some(({ name }) => name.includes('${{'))) return;
      for (const scalar of wanted) {
        const name = scalar.text;
        // Names are patterns, in which other signs are escaped.
        if (hasExpression(scalar) || /[*?+[\]!\\]/.test(name)) continue;
        if (all.some((other) => other.name.toLowerCase() === name.toLowerCase())) continue;
        const byFile = all.find(({ file }) => file === name || file.endsWith(`/${name}`));
        const near =
          byFile?.name ??
          nearest(
            name,
            all.map((other) => other.name),
          );
        const message = byFile ? 'file' : near === undefined ? 'unknown' : 'near';
        ctx.report(scalar, message, { name, near: near ?? '', file: byFile?.file ?? '' });
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          workflow_run:
            workflows: [‹Biuld›, Test, ‹deploy.yml›, ‹Gone›]
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        files: {
          '.github/workflows/build.yml': 'name: Build\non: push\n',
          '.github/workflows/test.yml': 'name: Test\non: push\n',
          '.github/workflows/deploy.yml': 'name: Deploy\non: push\n',
        },
      },
    ),
    good(
      source`
        on:
          workflow_run:
            workflows: [Build, .github/workflows/test.yml, "\${{ x }}"]
            types: [completed]
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        files: {
          '.github/workflows/build.yml': 'name: Build\non: push\n',
          '.github/workflows/test.yml': 'on: push\n',
        },
      },
    ),
  ],
});
