import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isEmpty, valueOf } from '../../../yaml/values.js';
import { entriesOf, hasExpression, scalarIn, scalarsOf, valueIn } from '../model/nodes.js';
import type { Step } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

/** What may not stand in a block of steps that run together. */
const notInParallel: ReadonlySet<string> = new Set(['background', 'wait', 'wait-all', 'cancel', 'parallel']);

export const rule: Rule = githubRule('github/background-misuse', {
  summary: 'Steps in the background that do not fit together',
  why: `\`wait\` and \`cancel\` name steps that were started in the background before, by their ids. Steps in \`parallel\` run
together anyway, and only run scripts and actions. \`wait-all\` has no value, or \`true\`. GitHub refuses anything else; to wait
for a step that is not in the background does nothing.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    unknown: 'No step before has the id "{id}". Name one that was started in the background.',
    later: 'The step "{id}" comes later. Wait for it after it was started.',
    self: 'A step cannot wait for itself, or cancel itself.',
    reserved: 'Ids that begin with "__", such as "{id}", are GitHub\'s own.',
    front: 'The step "{id}" is not in the background, so it has ended by then. Give it "background: true".',
    parallel: '"{key}" is not allowed for steps in "parallel", which run together anyway. Remove it.',
    'wait-all': '"wait-all" has no other value than "true". Write "wait-all:", or remove the step.',
  },
  on: {
    step({ step, steps, action }, ctx) {
      // In composite actions there is nothing of it, as the rule on kinds of steps says.
      if (action) return;
      const { map, parent } = step;
      if (parent) {
        for (const { name: key, key: at } of entriesOf(map))
          if (notInParallel.has(key)) ctx.report(at, 'parallel', { key });
        return;
      }
      const waitAll = scalarIn(map, 'wait-all');
      if (waitAll && !isEmpty(waitAll) && valueOf(waitAll) === false) ctx.report(waitAll, 'wait-all');
      for (const target of [...scalarsOf(valueIn(map, 'wait')), ...scalarsOf(valueIn(map, 'cancel'))]) {
        if (target.text === '' || hasExpression(target)) continue;
        const problem = problemOf(target, step, steps);
        if (!problem) continue;
        ctx.report(
          target,
          problem,
          { id: target.text },
          problem === 'front' ? { severity: 'warning', aliases: [] } : {},
        );
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - {run: make serve, id: serve, background: true}
            - {run: make, id: build}
            - wait: [serve, ‹build›, ‹other›, ‹__x›]
            - {cancel: ‹me›, id: me}
            - wait: ‹late›
            - {run: make, id: late, background: true}
            - wait-all: ‹false›
            - parallel:
                - {run: make, ‹background›: true}
                - ‹wait›: serve
                - ‹parallel›: [run: make]
    `),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - {run: make serve, id: serve, background: true}
            - parallel:
                - {run: make, id: a}
                - {uses: actions/checkout@v7, id: b}
            - cancel: Serve
            - wait-all:
            - wait-all: true
            - {uses: actions/checkout@v7, id: c, background: "\${{ inputs.fast }}"}
            - wait: [c]
    `),
  ],
});

function problemOf({ text }: YamlScalar, step: Step, steps: readonly Step[]) {
  const id = text.toLowerCase();
  if (id.startsWith('__')) return 'reserved';
  if (step.id?.text.toLowerCase() === id) return 'self';
  const at = steps.findIndex((one) => one.id?.text.toLowerCase() === id);
  const target = steps[at];
  if (!target) return 'unknown';
  if (at > steps.indexOf(step)) return 'later';
  const background = scalarIn(target.map, 'background');
  const isBehind =
    target.parent !== undefined || (background && (hasExpression(background) || valueOf(background) === true));
  return isBehind ? undefined : 'front';
}
