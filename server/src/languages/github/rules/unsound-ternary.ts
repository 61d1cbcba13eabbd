import { bad, good, source } from '../../../core/rule.js';
import { isConstant, truth } from '../../../expr/evaluate.js';
import { type ExprNode, type LogicalNode, ungrouped, visitNodes } from '../../../expr/tree.js';
import { replaceIn } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unsound-ternary', {
  summary: 'A choice with "&&" and "||" always gives its second value',
  why: `\`a && b || c\` gives \`b\` if \`a\` holds, unless \`b\` counts as false: an empty text, 0, false or null. Then it
gives \`c\` in both cases. \`case(a, b, c)\` has no such trap.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:unsound-ternary'],
  fix: 'unsafe',
  reach: 'part',
  messages: { falsy: 'This counts as false, so what follows "||" is taken in both cases. Use "case".' },
  fixes: { case: 'Write it with "case"' },
  on: {
    expression({ use }, ctx) {
      const { root, problems } = use.parsed;
      if (!root || problems.length > 0 || isConstant(root)) return;
      visitNodes(root, (node) => {
        const choice = node.kind === 'logical' && node.operator === '||' ? choiceOf(node) : undefined;
        if (!choice) return;
        const { condition, value, other } = choice;
        const text = (one: { start: number; end: number }): string => use.text.slice(one.start, one.end);
        const written = `case(${text(condition)}, ${text(value)}, ${text(other)})`;
        const at = { start: condition.start, end: other.end };
        ctx.report(use.span(value), 'falsy', {}, { fix: { title: 'case', edits: [replaceIn(use, at, written)] } });
      });
    },
  },
  examples: [
    bad(
      source`
        on: push
        env:
          A: \${{ github.ref == 'x' && ‹''› || '--dry-run' }}
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on: push
          env:
            A: \${{ case(github.ref == 'x', '', '--dry-run') }}
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good(source`
      on: push
      env:
        A: \${{ github.ref == 'x' && '--push' || '' }}
        B: \${{ true && '' || 'x' }}
        C: \${{ github.ref == 'x' && vars.A || 'x' }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});

interface Choice {
  /** All operands of `&&` but the last. */
  readonly condition: { readonly start: number; readonly end: number };
  readonly value: ExprNode;
  readonly other: { readonly start: number; readonly end: number };
}

/** `condition && value || other` with a value that counts as false. */
function choiceOf(node: LogicalNode): Choice | undefined {
  const [first, ...others] = node.operands;
  const pair = first && ungrouped(first);
  const last = others[others.length - 1];
  if (pair?.kind !== 'logical' || pair.operator !== '&&' || !others[0] || !last) return undefined;
  const value = pair.operands[pair.operands.length - 1];
  const before = pair.operands[pair.operands.length - 2];
  const start = pair.operands[0];
  if (!value || !before || !start || truth(value) !== false) return undefined;
  return {
    condition: { start: start.start, end: before.end },
    value,
    other: { start: others[0].start, end: last.end },
  };
}
