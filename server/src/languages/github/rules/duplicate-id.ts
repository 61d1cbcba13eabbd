import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { hasExpression } from '../model/nodes.js';
import type { Step } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/duplicate-id', {
  summary: 'Two jobs of a workflow, or two steps of a job, have the same id',
  why: `An id names one job of the workflow, and one step of its job, also among those that run together in \`parallel\`.
Case does not count: \`test\` and \`Test\` are one. GitHub refuses a workflow with two of them.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:id', 'actionlint:job-needs', 'actionlint:syntax-check', 'languageservice:schema'],
  fix: 'none',
  messages: {
    job: 'There is a job "{first}" before. Give this one another id than "{id}".',
    step: 'There is a step "{first}" before. Give this one another id than "{id}".',
  },
  on: {
    workflow({ jobs }, ctx) {
      const seen = new Map<string, YamlScalar>();
      for (const { id, key, steps } of jobs) {
        const first = seen.get(id.toLowerCase());
        if (!first) seen.set(id.toLowerCase(), key);
        else if (id !== '<<') ctx.report(key, 'job', { id, first: first.text }, detailsOf(first, jobPeers));
        for (const { id: again, first: before } of doubled(steps))
          ctx.report(again, 'step', { id: again.text, first: before.text }, detailsOf(before, stepPeers));
      }
    },
    action({ steps }, ctx) {
      for (const { id, first } of doubled(steps))
        ctx.report(id, 'step', { id: id.text, first: first.text }, detailsOf(first, stepPeers));
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - {run: make, id: a}
            - {run: make, id: ‹A›}
            - parallel:
                - {run: make, id: ‹a›}
                - {run: make, id: b}
        ‹Test›:
          runs-on: ubuntu-latest
          steps:
            - {run: make, id: a}
    `),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - {run: make, id: a}
            - {run: make, id: b}
        b:
          runs-on: ubuntu-latest
          steps:
            - {run: make, id: a}
    `),
  ],
});

const jobPeers = ['actionlint:job-needs', 'actionlint:syntax-check', 'languageservice:schema'];
const stepPeers = ['actionlint:id', 'languageservice:schema'];

function detailsOf(first: YamlScalar, aliases: readonly string[]) {
  return { related: [{ span: first, message: 'The first' }], aliases };
}

/** Steps with an id that one before has, and that one. */
function doubled(steps: readonly Step[]): readonly { readonly id: YamlScalar; readonly first: YamlScalar }[] {
  const seen = new Map<string, YamlScalar>();
  return steps.flatMap(({ id }) => {
    if (!id || id.text === '' || hasExpression(id)) return [];
    const first = seen.get(id.text.toLowerCase());
    if (!first) seen.set(id.text.toLowerCase(), id);
    // A step that an alias stands for is there twice, but written once.
    return first && first !== id ? [{ id, first }] : [];
  });
}
