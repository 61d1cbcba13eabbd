import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { workflowsBeside } from '../model/callers.js';
import { canonicalEnvironment, twinOf, withoutSeparators } from '../model/near-names.js';
import { hasExpression, scalarIn } from '../model/nodes.js';
import type { Job } from '../model/workflow.js';
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
      const others =
        own.length > 0 ? workflowsBeside(ctx.path, ctx.files, (text) => text.includes('environment')) : undefined;
      if (!others) return;
      const uses = new Map<string, number>();
      const all = others.filter(({ path }) => path !== ctx.path).flatMap((other) => other.workflow.jobs);
      for (const name of [...own, ...all.flatMap((job) => environmentOf(job) ?? [])].map(({ text }) =>
        text.toLowerCase(),
      ))
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

function environmentOf(job: Job): YamlScalar | undefined {
  const scalar = scalarIn(job.map, 'environment') ?? scalarIn(job.map, 'environment', 'name');
  return scalar && !hasExpression(scalar) && scalar.text.trim() !== '' ? scalar : undefined;
}

function isSame(one: string, other: string): boolean {
  return (
    canonicalEnvironment(one) === canonicalEnvironment(other) || withoutSeparators(one) === withoutSeparators(other)
  );
}
