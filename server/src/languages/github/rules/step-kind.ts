import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entriesOf } from '../model/nodes.js';
import { type Step, type StepKind, stepKinds } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';
import { anyStepKeys, compositeStepKeys, stepKeys } from '../schema/keys.js';

export const rule: Rule = githubRule('github/step-kind', {
  summary: 'A step does nothing, several things at once, or has keys of another kind of step',
  why: `A step does one thing: \`run\` a script, \`uses\` an action, or wait for, cancel or hold other steps. The other keys
follow from that: \`shell\` and \`working-directory\` belong to \`run\`, \`with\` to \`uses\`. GitHub refuses a workflow with
anything else, as it does a composite action with what only workflows have.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    none: 'This step does nothing. Give it "run" or "uses".',
    several: 'A step has either "{first}" or "{key}". Make two steps of it.',
    other: '"{key}" does not belong to a step with "{kind}". Remove it.',
    composite: '"{key}" is not allowed in steps of composite actions. Remove it.',
  },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    step({ step, action }, ctx) {
      const { map } = step;
      const entries = entriesOf(map);
      const isKind = (name: string): name is StepKind => stepKinds.some((kind) => kind === name);
      const kinds = entries.filter(({ name }) => isKind(name));
      // What belongs to no step at all, or is misspelt, is told by the rule on keys; merge keys by theirs.
      const isMisspelt = entries.some(({ name }) => name === '<<' || (!anyStepKeys.has(name) && meantKind(name)));
      const [first] = kinds;
      if (!first) {
        const at = entries[0]?.key ?? { start: map.start, end: Math.min(map.end, map.start + 1) };
        if (!isMisspelt && ctx.text.slice(at.start, at.end) !== '') ctx.report(at, 'none');
        return;
      }
      const kind = stepKinds.find((one) => kinds.some(({ name }) => name === one)) ?? 'run';
      const seen = new Set<string>();
      for (const { name: key, key: at, entry } of entries) {
        // What stands twice is told by the rule on that.
        if (seen.has(key) || !anyStepKeys.has(key)) continue;
        seen.add(key);
        const message = problemOf(key, kind, step, action !== undefined);
        if (!message) continue;
        const edit = removeEntry(ctx.text, map, entry);
        const fix = edit && { title: 'remove' as const, params: { key }, edits: [edit] };
        ctx.report(at, message, { key, kind, first: kind }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v7
                ‹shell›: bash
                ‹working-directory›: src
              - run: make
                ‹with›: {target: all}
              - {run: make, ‹uses›: actions/checkout@v7}
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v7
                - run: make
                - {run: make}
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - ‹name›: Checkout
            - wait-all:
              ‹if›: always()
            - ‹{›}
    `),
    bad(
      source`
        name: a
        description: b
        runs:
          using: composite
          steps:
            - run: make
              shell: bash
              ‹timeout-minutes›: 5
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v7
              with: {fetch-depth: 0}
            - run: make
              shell: bash
              id: make
              background: true
              timeout-minutes: 5
            - wait: make
            - parallel:
                - run: make test
                - uses: actions/cache@v5
                  with: {path: a, key: b}
            # Told by the rule on unknown keys.
            - ran: make
    `),
  ],
});

/** The key of a step's kind that a word is most likely meant as. */
function meantKind(word: string): string | undefined {
  return nearest(word, stepKinds);
}

function problemOf(key: string, kind: StepKind, step: Step, isComposite: boolean) {
  if (isComposite && !compositeStepKeys.has(key)) return 'composite';
  if (key === kind) return undefined;
  if (stepKinds.some((one) => one === key)) return 'several';
  // What may not stand in a block of steps that run together, another rule tells.
  if (key === 'background' && step.parent) return undefined;
  return stepKeys[kind].has(key) ? undefined : 'other';
}
