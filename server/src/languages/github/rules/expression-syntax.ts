import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { ExprProblem } from '../../../expr/parse.js';
import { maxDepth, maxLength } from '../../../expr/parse.js';
import { spanInScalar } from '../../../yaml/values.js';
import { replaceIn } from '../model/expression-findings.js';
import type { ExpressionUse } from '../model/expressions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/expression-syntax', {
  summary: 'An expression cannot be read',
  why: `GitHub reads every \`\${{ }}\` before it runs anything, and refuses the workflow where one is not an expression. Strings
are written in single quotes only, there is no arithmetic, and every \`\${{\` needs its \`}}\`. An expression may have ${maxLength}
characters and be nested ${maxDepth} deep.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'safe',
  reach: 'part',
  messages: {
    empty: 'There is no expression between "${{" and "}}". Write one, or remove it.'.replace('\\', ''),
    open: 'The "}}" of this expression is missing.',
    'double-quotes': 'Strings are written in single quotes. Write \'…\' in place of "…".',
    unclosed: 'The "{expected}" that closes this is missing.',
    'too-long': 'An expression may have at most {most} characters.',
    'too-deep': 'An expression may be nested at most {most} levels deep.',
    characters: '"{found}" cannot be part of an expression.',
    number: '"{found}" is not a number.',
    operator: '"{found}" is not an operator. Write "{expected}".',
    operand: 'A value is missing here.',
    'operand-found': 'A value is missing before "{found}".',
    property: 'The name of a property is missing after the dot.',
    end: 'The expression ends before "{found}". Is an operator missing?',
    'literal-access': 'A literal has no properties.',
  },
  fixes: { single: 'Write it in single quotes', double: 'Write "{expected}"' },
  on: {
    expression({ use }, ctx) {
      const { scalar, outer, parsed, closed } = use;
      if (!closed) {
        ctx.report(spanInScalar(scalar, outer.start, outer.start + 3), 'open');
        return;
      }
      for (const problem of parsed.problems) {
        const at =
          problem.kind === 'empty' ? spanInScalar(scalar, outer.start, outer.end) : use.span(atLeastOne(problem, use));
        const most = problem.kind === 'too-long' ? maxLength : maxDepth;
        const edit = editOf(problem, use);
        ctx.report(
          at,
          messageOf(problem),
          { found: problem.found ?? '', expected: problem.expected ?? '', most },
          { fix: edit && { title: problem.reason === 'operator' ? 'double' : 'single', edits: [edit] } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        env:
          A: \${{ github.ref == ‹"refs/heads/main"› }}
          B: ‹\${{ }}›
          C: ‹\${{› github.ref
          D: \${{ 1 ‹+› 2 }}
          E: \${{ github‹.›}}
        jobs:
          a:
            if: github.ref ‹=› 'main'
            runs-on: ubuntu-latest
            steps:
              - run: make
                if: contains‹(›github.ref, 'x'
      `,
    ),
    bad('on: push\nenv:\n  A: ${{ github.ref ‹=› ‹"main"› }}\njobs: {a: {runs-on: x, steps: [run: make]}}\n', {
      fixed: "on: push\nenv:\n  A: ${{ github.ref == 'main' }}\njobs: {a: {runs-on: x, steps: [run: make]}}\n",
    }),
    good(source`
      on: push
      env:
        A: \${{ github.ref == 'refs/heads/main' && 'it''s }}' || format('{0}', 0x1F) }}
        B: no expression at all, not even {{ this }} or $\{ that }
      jobs:
        a:
          if: "!cancelled() && (github.ref != 'x')"
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});

function messageOf({ kind, reason, found }: ExprProblem) {
  if (kind !== 'syntax') return kind;
  if (reason === 'operand') return found === undefined ? 'operand' : 'operand-found';
  return reason ?? 'characters';
}

/** A problem at the end of a text is shown on the character before it. */
function atLeastOne({ start, end }: ExprProblem, { text }: ExpressionUse): { start: number; end: number } {
  return end > start || start < text.length
    ? { start, end }
    : { start: Math.max(0, text.trimEnd().length - 1), end: start };
}

function editOf(problem: ExprProblem, use: ExpressionUse): TextEdit | undefined {
  const { kind, reason, replacement, expected } = problem;
  if (kind === 'double-quotes' && replacement !== undefined) return replaceIn(use, problem, replacement);
  return kind === 'syntax' && reason === 'operator' && expected ? replace(use.span(problem), expected) : undefined;
}
