import { bad, good, source } from '../../../core/rule.js';
import { describe, type Type } from '../../../expr/types.js';
import { expectedAt } from '../model/expected-types.js';
import { replaceIn } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/evaluated-object', {
  summary: 'An object is put into a string',
  why: `In a text, an object is the word \`Object\`, an array the word \`Array\`, and null is nothing. \`toJSON\` writes them
as they are, \`join\` puts the elements of an array into one text.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression'],
  fix: 'safe',
  reach: 'part',
  messages: {
    value: 'This string would hold the word "{word}" instead of the value. Write it with "toJSON".',
    null: 'This is always null, and puts nothing into the string.',
  },
  fixes: { json: 'Write it with "toJSON"' },
  on: {
    expression({ use, checked }, ctx) {
      const { root } = use.parsed;
      if (use.bare || !root || use.parsed.problems.length > 0) return;
      if (use.whole && !isText(use.path)) return;
      const type = checked()?.type;
      const word = type && wordFor(type);
      if (!type || word === undefined) return;
      if (type.kind === 'null') {
        ctx.report(use.span(root), 'null');
        return;
      }
      const inner = use.text.slice(root.start, root.end);
      ctx.report(
        use.span(root),
        'value',
        { word, type: describe(type) },
        { fix: { title: 'json', edits: [replaceIn(use, root, `toJSON(${inner})`)] } },
      );
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
              - run: echo "\${{ ‹github.event› }}" \${{ ‹fromJSON('[1, 2]')› }}
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps:
                - run: echo "\${{ toJSON(github.event) }}" \${{ toJSON(fromJSON('[1, 2]')) }}
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        a:
          strategy: {matrix: {os: [[self-hosted, linux]]}}
          runs-on: \${{ matrix.os }}
          steps:
            - run: echo \${{ toJSON(github.event) }} \${{ join(matrix.os, ' ') }} \${{ github.ref }}
            - uses: example/thing@v1
              with: {list: "\${{ vars.LIST }}"}
    `),
  ],
});

/** Whether a key takes text, so that a whole expression becomes text as well. */
function isText(path: Parameters<typeof expectedAt>[0]): boolean {
  if (expectedAt(path)) return false;
  const key = path[path.length - 1];
  // Values of matrices stay what they are, and so do the runner's labels.
  return (
    !path.includes('matrix') && !path.includes('runs-on') && key !== 'if' && key !== 'default' && key !== 'concurrency'
  );
}

function wordFor(type: Type): string | undefined {
  if (type.kind === 'object') return 'Object';
  if (type.kind === 'array') return 'Array';
  return type.kind === 'null' ? 'null' : undefined;
}
