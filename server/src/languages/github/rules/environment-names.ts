import { bad, good, source } from '../../../core/rule.js';
import { repositoryRoot } from '../kinds.js';
import { environmentOf } from '../model/deployments.js';
import { canonicalEnvironment, twinOf, withoutSeparators } from '../model/near-names.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/environment-names', {
  summary: 'Two names that seem to mean one environment',
  why: `GitHub makes an environment of any name that a job uses, without its secrets, variables and protection rules. A job
that says \`prod\` where the others say \`production\` is deployed without review. Upper and lower case are the same to GitHub.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    near: 'The environment "{name}" is called "{other}" elsewhere in the workflows. Use one name.',
  },
  on: {
    workflow(workflow, ctx) {
      const own = workflow.jobs.flatMap((job) => environmentOf(job) ?? []);
      if (own.length === 0 || !ctx.graph.complete) return;
      const elsewhere = ctx.graph
        .references('environment', repositoryRoot(ctx.path))
        .flatMap(({ path, name }) => (path === ctx.path ? [] : [name]));
      const uses = new Map<string, number>();
      for (const name of [...own.map(({ text }) => text.toLowerCase()), ...elsewhere])
        uses.set(name, (uses.get(name) ?? 0) + 1);
      for (const scalar of own) {
        const other = twinOf(scalar.text.toLowerCase(), uses, isSame);
        if (other !== undefined) ctx.report(scalar, 'near', { name: scalar.text, other });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a: {environment: ‹prod›, runs-on: ubuntu-latest, steps: [run: make]}
          b: {environment: {name: pre-prod}, runs-on: ubuntu-latest, steps: [run: make]}
          c: {environment: {name: ‹preprod›}, runs-on: ubuntu-latest, steps: [run: make]}
      `,
      {
        files: {
          '.github/workflows/other.yml':
            'on: push\njobs:\n  a: {environment: production, runs-on: ubuntu-latest, steps: [run: x]}\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          a: {environment: production, runs-on: ubuntu-latest, steps: [run: make]}
          b: {environment: Production, runs-on: ubuntu-latest, steps: [run: make]}
          c: {environment: staging-1, runs-on: ubuntu-latest, steps: [run: make]}
          d: {environment: staging-2, runs-on: ubuntu-latest, steps: [run: make]}
          e: {environment: "\${{ inputs.env }}", runs-on: ubuntu-latest, steps: [run: make]}
          f: {environment: pypi, runs-on: ubuntu-latest, steps: [run: make]}
          g: {environment: test-pypi, runs-on: ubuntu-latest, steps: [run: make]}
      `,
    ),
  ],
});

function isSame(one: string, other: string): boolean {
  return (
    canonicalEnvironment(one) === canonicalEnvironment(other) || withoutSeparators(one) === withoutSeparators(other)
  );
}
