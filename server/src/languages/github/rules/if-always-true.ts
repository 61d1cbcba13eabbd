import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { type Embedded, embedded } from '../../../expr/find.js';
import { formatParts } from '../../../expr/format-string.js';
import { parseExpression } from '../../../expr/parse.js';
import { type ExprNode, ungrouped } from '../../../expr/tree.js';
import { written } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isCondition } from '../model/expressions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/if-always-true', {
  summary: 'A condition is a string, which is always true',
  why: `A condition is one expression. Where there is anything around its \`\${{ }}\`, be it a space or the line break of a
block, the result is put into a text, and a text that is not empty is true: what depends on it runs always.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'actionlint:if-cond',
    'zizmor:unsound-condition',
    'languageservice:expression-literal-text-in-condition',
    'poutine:if_always_true',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    around: 'Text around "${{ }}" makes this condition always true. Write all of it as one expression.',
    format: 'What "format" gives here is never empty, so this condition is always true. Compare it with a string.',
    break: 'The line break at the end of this block makes the condition always true. Write "{header}".',
  },
  fixes: { join: 'Write it as one expression', strip: 'Write "{header}"' },
  on: {
    expression({ use }, ctx) {
      const { root, problems } = use.parsed;
      if (!root || problems.length > 0 || !use.whole || !isCondition(use.path) || !isFilled(root)) return;
      ctx.report(use.span(root), 'format', {}, { aliases: ['languageservice:expression-literal-text-in-condition'] });
    },
    scalar({ scalar, path }, ctx) {
      if (!isCondition(path) || !scalar.text.includes('${{')) return;
      const parts = embedded(scalar.text);
      const outside = textOutside(scalar.text, parts);
      if (outside === '' || parts.some(({ closed }) => !closed)) return;
      const header = /^[|>][0-9+-]*/.exec(ctx.text.slice(scalar.start, scalar.start + 4))?.[0];
      if (header && parts.length === 1 && /^\n+$/.test(outside)) {
        const at = { start: scalar.start, end: scalar.start + header.length };
        const stripped = `${header.replace(/[+-]/g, '')}-`;
        const fix = { title: 'strip' as const, edits: [replace(at, stripped)] };
        ctx.report(at, 'break', { header: stripped }, { fix });
        return;
      }
      const edit = joined(scalar, parts);
      ctx.report(scalar, 'around', {}, { fix: edit && { title: 'join', edits: [edit] } });
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            if: ‹\${{ github.ref == 'x' }} && \${{ vars.GO }}›
            runs-on: ubuntu-latest
            steps:
              - run: make
                if: ‹|›
                  \${{ github.ref == 'x' }}
              - run: make
                if: ‹"\${{ vars.A }} "›
              - run: make
                if: ‹format('x{0}', vars.A)›
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              if: github.ref == 'x' && vars.GO
              runs-on: ubuntu-latest
              steps:
                - run: make
                  if: |-
                    \${{ github.ref == 'x' }}
                - run: make
                  if: "\${{ vars.A }}"
                - run: make
                  if: format('x{0}', vars.A)
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        a:
          if: ‹on branch \${{ github.ref }}›
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
    good(source`
      on: push
      jobs:
        a:
          if: \${{ github.ref == 'x' }}
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: |
                github.ref == 'x' &&
                vars.GO
            - run: make
              if: >-
                \${{ github.ref == 'x' }}
    `),
  ],
});

/** Whether it is a text by `format` that has more than what is put into it. */
function isFilled(root: ExprNode): boolean {
  const call = ungrouped(root);
  if (call.kind !== 'call' || call.name.toLowerCase() !== 'format') return false;
  const [first] = call.args;
  const text = first && ungrouped(first);
  if (text?.kind !== 'literal' || typeof text.value !== 'string') return false;
  return formatParts(text.value)?.some((part) => typeof part === 'string' && part !== '') === true;
}

/** What stands before, between and after the expressions. */
function textOutside(text: string, parts: readonly Embedded[]): string {
  let outside = '';
  let from = 0;
  for (const { outer } of parts) {
    outside += text.slice(from, outer.start);
    from = outer.end;
  }
  return outside + text.slice(from);
}

/** The condition without its marks, if it then is an expression. */
function joined(scalar: YamlScalar, parts: readonly Embedded[]): TextEdit | undefined {
  const { text, style } = scalar;
  const [only, ...others] = parts;
  if (!only) return undefined;
  const alone = others.length === 0 && textOutside(text, parts).trim() === '';
  let inner = '';
  let from = 0;
  for (const part of parts) {
    inner += text.slice(from, part.outer.start) + part.text.trim();
    from = part.outer.end;
  }
  inner = (inner + text.slice(from)).trim();
  if (inner.includes('\n') || parseExpression(inner).problems.length > 0) return undefined;
  const isBlock = style === 'literal' || style === 'folded';
  return replace(scalar, written(alone ? text.trim() : inner, isBlock ? 'plain' : style));
}
