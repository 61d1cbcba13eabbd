import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { describe } from '../../../expr/types.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { calleeOf } from '../model/callee.js';
import { type DeclaredInput, inputsOfCall } from '../model/interface.js';
import { entriesOf, hasExpression, valueIn } from '../model/nodes.js';
import { addToTable } from '../model/set-input.js';
import { type ExpressionIn, githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/call-inputs', {
  summary: 'What a job gives to the workflow that it calls is not what that takes',
  why: `GitHub refuses a workflow as a whole that calls another one without an input which that requires, with one that it does
not declare, or with a value of another type. Inputs are declared below \`on.workflow_call.inputs\` of the called file.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:workflow-call', 'actionlint:expression', 'languageservice:schema'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    missing: '"{callee}" needs the input {names}. Give it in "with".',
    several: '"{callee}" needs the inputs {names}. Give them in "with".',
    unknown: '"{callee}" has no input "{name}". {names}',
    misspelt: '"{callee}" has no input "{name}". Did you mean "{suggestion}"?',
    type: '"{callee}" takes a {expected} as "{name}", and this is a {actual}.',
  },
  fixes: { add: 'Add {names}, to be filled in', rename: 'Replace with "{suggestion}"' },
  on: {
    job({ job, workflow }, ctx) {
      const callee = calleeOf(job, ctx.path, ctx.files);
      const { uses, map } = job;
      if (!callee || !uses || !map) return;
      const given = valueIn(map, 'with');
      if (given?.kind === 'scalar' && hasExpression(given)) return;
      const entries = entriesOf(given);
      const names = new Set(entries.map(({ name }) => name.toLowerCase()));
      const declared = inputsOfCall(callee.workflow);
      const aliases = ['actionlint:workflow-call', 'languageservice:schema'];
      const isGiven = ({ name }: DeclaredInput): boolean => names.has(name.toLowerCase());
      const meant = new Set<string>();
      for (const { name, key, value } of entries) {
        const input = declared.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (!input) {
          const free = declared.filter((one) => !isGiven(one)).map((one) => one.name);
          const suggestion = nearest(name, free);
          if (suggestion !== undefined) meant.add(suggestion);
          const list = declared.map((one) => `"${one.name}"`).join(', ');
          const params = {
            callee: uses.text,
            name,
            suggestion: suggestion ?? '',
            names: list === '' ? 'It takes none.' : `It has ${list}.`,
          };
          const fix = suggestion !== undefined && {
            title: 'rename' as const,
            safe: true,
            params,
            edits: [replaceScalar(key, suggestion)],
          };
          ctx.report(key, fix ? 'misspelt' : 'unknown', params, { aliases, ...(fix && { fix }) });
        } else if (value?.kind === 'scalar' && isWrongLiteral(input, value)) {
          const params = { callee: uses.text, name, expected: input.type ?? '', actual: 'string' };
          ctx.report(value, 'type', params, weightOf(input));
        }
      }
      const missing = declared.filter(
        (input) => input.required && input.default === undefined && !isGiven(input) && !meant.has(input.name),
      );
      if (missing.length === 0) return;
      const list = missing.map(({ name }) => `"${name}"`).join(' and ');
      const lines = missing.map((input) => `${input.name}: ${placeholder(input)}`);
      const edits = addToTable(map, 'with', lines, ctx.text, workflow.root);
      const fix = edits && { title: 'add' as const, safe: false, params: { names: list }, edits };
      const message = missing.length === 1 ? 'missing' : 'several';
      ctx.report(uses.scalar, message, { callee: uses.text, names: list }, { aliases, fix });
    },
    expression(node, ctx) {
      const { job, use } = node;
      const [, , key, name] = use.path;
      if (!job?.uses || key !== 'with' || typeof name !== 'string' || use.path.length !== 4 || !use.whole) return;
      const callee = calleeOf(job, ctx.path, ctx.files);
      const input =
        callee && inputsOfCall(callee.workflow).find((one) => one.name.toLowerCase() === name.toLowerCase());
      const actual = input && wrongType(node, input);
      if (actual === undefined) return;
      const params = { callee: job.uses.text, name, expected: input?.type ?? '', actual };
      ctx.report(use.span({ start: 0, end: use.text.length }), 'type', params, input ? weightOf(input) : {});
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            uses: ‹./.github/workflows/called.yml›
          b:
            uses: ./.github/workflows/called.yml
            with:
              ‹evn›: prod
              env: test
              other: a
          c:
            uses: ./.github/workflows/called.yml
            with: { env: test, other: a, ‹versoin›: 1 }
      `,
      {
        files: {
          '.github/workflows/called.yml':
            'on:\n  workflow_call:\n    inputs:\n      env: { type: string, required: true }\n      other: { type: string, required: true }\n      version: { type: number }\njobs: {}\n',
        },
        fixed: source`
          on: push
          jobs:
            a:
              uses: ./.github/workflows/called.yml
              with:
                env: ''
                other: ''
            b:
              uses: ./.github/workflows/called.yml
              with:
                evn: prod
                env: test
                other: a
            c:
              uses: ./.github/workflows/called.yml
              with: { env: test, other: a, version: 1 }
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          a:
            uses: ./.github/workflows/called.yml
            with:
              count: ‹many›
              dry: ‹"yes"›
          b:
            uses: ./.github/workflows/called.yml
            with:
              count: \${{‹ github.ref ›}}
              dry: \${{‹ github.run_id ›}}
      `,
      {
        files: {
          '.github/workflows/called.yml':
            'on:\n  workflow_call:\n    inputs:\n      count: { type: number }\n      dry: { type: boolean }\njobs: {}\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          a:
            uses: ./.github/workflows/called.yml
            with:
              ENV: 1
              count: "3"
              dry: true
              list: \${{ fromJSON('[1]')[0] }}
          b:
            uses: ./.github/workflows/called.yml
            with:
              env: \${{ github.ref }}
              count: \${{ fromJSON(vars.COUNT) }}
              dry: \${{ github.ref == 'refs/heads/main' }}
          c:
            uses: example/other/.github/workflows/called.yml@v1
            with: { anything: 1 }
      `,
      {
        files: {
          '.github/workflows/called.yml':
            'on:\n  workflow_call:\n    inputs:\n      env: { type: string, required: true }\n      count: { type: number, required: true, default: 1 }\n      dry: { type: boolean }\n      list: { type: string }\njobs: {}\n',
        },
      },
    ),
  ],
});

/** What stands for a value that is to be filled in. */
function placeholder({ type }: DeclaredInput): string {
  return type === 'boolean' ? 'false' : type === 'number' ? '0' : "''";
}

/** A text in place of a boolean may yet be one, such as "true" that a step wrote. */
function weightOf({ type }: DeclaredInput) {
  return type === 'boolean'
    ? { severity: 'warning' as const, aliases: [] }
    : { severity: 'error' as const, aliases: ['actionlint:expression'] };
}

function isWrongLiteral({ type }: DeclaredInput, value: YamlScalar): boolean {
  if (hasExpression(value)) return false;
  const text = value.text.trim();
  if (type === 'boolean') return !/^(?:true|false)$/i.test(text);
  return type === 'number' && (text === '' || Number.isNaN(Number(text)));
}

/** What an expression gives in place of what is declared, in words; undefined where it may be right. */
function wrongType({ checked }: ExpressionIn, { type }: DeclaredInput): string | undefined {
  const actual = checked()?.type;
  if (!actual || actual.kind === 'any' || actual.kind === 'null') return undefined;
  const fits =
    type === 'boolean' ? actual.kind === 'bool' : type === 'number' ? actual.kind === 'number' : isText(actual.kind);
  return type === undefined || fits ? undefined : describe(actual);
}

/** Scalars become text by themselves. */
function isText(kind: string): boolean {
  return kind !== 'object' && kind !== 'array';
}
