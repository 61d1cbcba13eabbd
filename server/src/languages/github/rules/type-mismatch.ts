import { bad, good, source } from '../../../core/rule.js';
import { describe, type Type } from '../../../expr/types.js';
import { expectedAt } from '../model/expected-types.js';
import { findingsOf } from '../model/expression-findings.js';
import { type ExpressionIn, githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/type-mismatch', {
  summary: 'A value is of another type than is needed',
  why: `Values of expressions have types: a text has no properties, an array no named elements, and \`timeout-minutes\` has
to be a number. Mostly GitHub says nothing, and the value is empty; some runs fail. \`fromJSON\` makes numbers, booleans and arrays of
texts.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression'],
  fix: 'none',
  reach: 'part',
  messages: {
    property: 'A {actual} has no property "{name}".',
    index: 'A {actual} has no elements.',
    'array-index': 'Elements of an array are counted from 0; this is a {actual}.',
    'object-index': 'Properties have names; this is a {actual}.',
    filter: '".*" needs an array or an object; this is a {actual}.',
    'filter-elements': '".*" needs elements that are objects.',
    argument: 'Value {argument} of "{name}" has to be a {expected}; this is a {actual}.',
    condition: 'A condition of "case" has to be a boolean; this is a {actual}.',
    key: '"{key}" has to be a {expected}; this is a {actual}.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'type-mismatch')) {
        const { reason, name = '', argument = 0, actual, expected } = finding;
        ctx.report(
          node.use.span(finding),
          reason,
          {
            name,
            argument: argument + 1,
            actual: describe(actual),
            expected: expected ? describe(expected) : '',
          },
          reason === 'condition' ? { severity: 'error' } : {},
        );
      }
      const wrong = wrongForKey(node);
      if (wrong) ctx.report(wrong.at, 'key', wrong.params);
    },
  },
  examples: [
    bad(source`
      on: {workflow_dispatch: {inputs: {name: {type: string}, dry: {type: boolean}}}}
      jobs:
        a:
          timeout-minutes: \${{ ‹inputs.name› }}
          continue-on-error: \${{ ‹'yes'› }}
          strategy: {matrix: {os: "\${{ ‹inputs.dry› }}", max: [1]}}
          runs-on: ubuntu-latest
          steps:
            - run: echo \${{ github.ref.‹name› }} \${{ github.event_name[‹0›] }} \${{ startsWith(‹github.event›, 'x') }}
            - run: echo \${{ fromJSON('[1]')[‹'a'›] }} \${{ github.ref.‹*› }}
    `),
    good(source`
      on: {workflow_dispatch: {inputs: {minutes: {type: number}, dry: {type: boolean}}}}
      jobs:
        a:
          timeout-minutes: \${{ inputs.minutes || 60 }}
          continue-on-error: \${{ inputs.dry }}
          strategy: {matrix: {os: "\${{ fromJSON(vars.LIST) }}"}, fail-fast: "\${{ github.ref == 'x' }}"}
          runs-on: \${{ inputs.dry && 'a' || 'b' }}
          steps:
            - run: echo \${{ github.event.commits.*.message }} \${{ fromJSON('[1]')[0] }} \${{ contains(github.ref, 1) }}
              timeout-minutes: \${{ github.ref == 'x' && 60 || 20 }}
    `),
  ],
});

/** Whether the value of a key is one expression of a type that the key cannot have. */
function wrongForKey({ use, checked }: ExpressionIn) {
  if (!use.whole || use.bare) return undefined;
  const expected = expectedAt(use.path);
  const type = expected && checked()?.type;
  const root = use.parsed.root;
  if (!type || !root || expected.types.some((one) => fits(one, type))) return undefined;
  const key = String(use.path[use.path.length - 1] ?? '');
  const words = expected.types.map(describe).join(' or a ');
  return { at: use.span(root), params: { key, expected: words, actual: describe(type) } };
}

/** Whether a value of a type may be of a kind, as far as it is known. */
function fits(wanted: Type, type: Type): boolean {
  return type.kind === 'any' || type.kind === wanted.kind;
}
