import { bad, good, source } from '../../../core/rule.js';
import { dotted, pathOf } from '../../../expr/path.js';
import { type CallNode, ungrouped, visitNodes } from '../../../expr/tree.js';
import { replaceIn } from '../model/expression-findings.js';
import { isCondition } from '../model/expressions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unsound-contains', {
  summary: 'A part of a string is taken for an item of a list',
  why: `\`contains('main develop', github.ref_name)\` holds for any part of the text, so also for a branch \`mai\` or
\`n dev\` that a stranger makes. A list compares whole elements: \`contains(fromJSON('["main", "develop"]'), …)\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:unsound-contains'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    chosen: 'Whoever chooses "{path}" can pass with any part of this string. Compare with a list.',
    other: 'This is true for any part of the string, not only for its words. Compare with a list.',
  },
  fixes: { list: 'Compare with a list' },
  on: {
    expression({ use }, ctx) {
      const { root, problems } = use.parsed;
      if (!root || problems.length > 0 || !isCondition(use.path)) return;
      visitNodes(root, (node) => {
        const found = node.kind === 'call' ? searchOf(node) : undefined;
        if (!found) return;
        const { text, at, path } = found;
        const words = text.split(/[\s,;|]+/).filter((word) => word !== '');
        const list = `fromJSON('${JSON.stringify(words).replaceAll("'", "''").replaceAll('","', '", "')}')`;
        const isChosen = chosen.test(path);
        ctx.report(
          use.span(node),
          isChosen ? 'chosen' : 'other',
          { path },
          {
            ...(!isChosen && { severity: 'info' }),
            fix: { title: 'list', edits: [replaceIn(use, at, list)] },
          },
        );
      });
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            if: ‹contains('main develop', github.ref_name)› || ‹contains('x,y', needs.b.result)›
            runs-on: ubuntu-latest
            steps: [run: make]
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              if: contains(fromJSON('["main", "develop"]'), github.ref_name) || contains(fromJSON('["x", "y"]'), needs.b.result)
              runs-on: ubuntu-latest
              steps: [run: make]
        `,
      },
    ),
    good(source`
      on: push
      env: {A: "\${{ contains('main', github.ref_name) }}"}
      jobs:
        a:
          if: contains(github.ref, 'main') || contains(fromJSON('["a"]'), github.ref) || contains('a', 'b')
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});

/** What whoever starts a run may choose. */
const chosen = /^(?:env|inputs)\.|^github\.(?:actor|base_ref|head_ref|ref|ref_name|sha|triggering_actor)$/i;

/** A text in which the value of a context is looked for. */
function searchOf({ name, args }: CallNode) {
  const [text, item] = args.map(ungrouped);
  if (name.toLowerCase() !== 'contains' || text?.kind !== 'literal' || typeof text.value !== 'string') return undefined;
  const path = item && pathOf(item);
  return path ? { text: text.value, at: text, path: dotted(path) } : undefined;
}
