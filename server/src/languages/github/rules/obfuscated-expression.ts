import { bad, good, source } from '../../../core/rule.js';
import { computedIndexes, constantParts, evaluate } from '../../../expr/evaluate.js';
import { toLiteral } from '../../../expr/values.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { replaceIn } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/obfuscated-expression', {
  summary: 'Something is written in a roundabout way',
  why: `What can be computed now needs no expression, and a path to an action no \`..\`. Such detours hide from readers, and
from tools that look for dangerous values, what a workflow does.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:obfuscation'],
  fix: 'safe',
  reach: 'part',
  messages: {
    constant: 'This always gives the same: {value}. Write that.',
    computed: 'What is read here is decided by an expression in brackets. Write the name.',
    inputs: 'All inputs come from one expression, so nobody sees what is given. Write them one by one.',
    path: 'The path to this action has parts that lead nowhere. Write "{path}".',
  },
  fixes: { write: 'Write {value}', normalize: 'Write "{path}"' },
  on: {
    expression({ use }, ctx) {
      const { root, problems } = use.parsed;
      if (!root || problems.length > 0) return;
      for (const part of constantParts(root)) {
        // A condition that is constant as a whole has a rule of its own.
        if (part === root && use.path[use.path.length - 1] === 'if') continue;
        const result = evaluate(part);
        const value = result.known ? toLiteral(result.value) : undefined;
        if (value === undefined) continue;
        const fix = { title: 'write' as const, edits: [replaceIn(use, part, value)] };
        ctx.report(use.span(part), 'constant', { value }, { fix });
      }
      for (const { index } of computedIndexes(root)) ctx.report(use.span(index), 'computed', {}, { severity: 'info' });
      if (use.whole && use.path[use.path.length - 1] === 'with')
        ctx.report(use.span(root), 'inputs', {}, { severity: 'info' });
    },
    uses({ uses }, ctx) {
      const { text, form, scalar } = uses;
      if (form.kind !== 'repository' && form.kind !== 'invalid') return;
      const path = normalized(text);
      if (path === undefined || path === text) return;
      ctx.report(scalar, 'path', { path }, { fix: { title: 'normalize', edits: [replaceScalar(scalar, path)] } });
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
              - uses: ‹actions/checkout/../cache/./save//@v4›
              - run: echo \${{ ‹format('{0}{1}', 'a', 'b')› }} \${{ github[‹format('r{0}', github.job)›] }}
              - uses: example/thing@v1
                with: \${{ ‹fromJSON(vars.INPUTS)› }}
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/cache/save@v4
                - run: echo \${{ 'ab' }} \${{ github[format('r{0}', github.job)] }}
                - uses: example/thing@v1
                  with: \${{ fromJSON(vars.INPUTS) }}
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - uses: ./../other
            - uses: actions/cache/save@v4
            - run: echo \${{ format('{0}', github.ref) }} \${{ 'a' }} \${{ github['ref'] }}
    `),
  ],
});

/** The path of an action without `.`, `..` and empty parts; undefined where they leave nothing to name. */
function normalized(text: string): string | undefined {
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const kept: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return kept.length < 2 ? undefined : kept.join('/') + (at === -1 ? '' : text.slice(at));
}
