import { bad, good, source } from '../../../core/rule.js';
import { needsCycles } from '../model/needs.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/needs-cycle', {
  summary: 'Jobs wait for each other in a circle',
  why: `A job starts when all that it needs have ended. Jobs that need each other in a circle never start, and GitHub
refuses the workflow as a whole. It also refuses one in which every job needs another, so that none could be the first.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:job-needs', 'languageservice:schema'],
  fix: 'none',
  messages: {
    cycle: 'These jobs wait for each other: {path}. Remove one of the needs.',
    itself: 'Job "{job}" needs itself. Remove it here.',
  },
  on: {
    workflow(workflow, ctx) {
      for (const cycle of needsCycles(workflow)) {
        const [first] = cycle;
        if (!first) continue;
        const path = [...cycle.map(({ from }) => from.id), first.from.id].map((id) => `"${id}"`).join(' → ');
        const related = cycle
          .slice(1)
          .map(({ from, to, scalar }) => ({ span: scalar, message: `"${from.id}" needs "${to.id}" here` }));
        ctx.report(
          first.scalar,
          cycle.length === 1 ? 'itself' : 'cycle',
          { path, job: first.from.id },
          { related, aliases: rule.peers },
        );
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build: {needs: ‹deploy›, runs-on: ubuntu-latest, steps: [run: make]}
        test: {needs: build, runs-on: ubuntu-latest, steps: [run: make test]}
        deploy: {needs: [test], runs-on: ubuntu-latest, steps: [run: make deploy]}
        again: {needs: ‹again›, runs-on: ubuntu-latest, steps: [run: make]}
        report: {needs: deploy, runs-on: ubuntu-latest, steps: [run: make report]}
    `),
    good(source`
      on: push
      jobs:
        build: {runs-on: ubuntu-latest, steps: [run: make]}
        test: {needs: build, runs-on: ubuntu-latest, steps: [run: make test]}
        lint: {needs: build, runs-on: ubuntu-latest, steps: [run: make lint]}
        deploy: {needs: [test, lint, build], runs-on: ubuntu-latest, steps: [run: make deploy]}
    `),
  ],
});
