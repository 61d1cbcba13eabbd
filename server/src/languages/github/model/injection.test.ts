import { expect, it } from 'vitest';
import type { FileView } from '../../../core/files.js';
import { below } from '../../../core/path.js';
import { parseGithub } from '../document.js';
import { expressionsOf } from './expressions.js';
import { worstSource } from './injection.js';
import { workflowOf } from './workflow.js';

function viewOf(files: Readonly<Record<string, string>>): FileView {
  const names = Object.keys(files);
  return {
    kind: (path) => (path in files ? 'file' : 'missing'),
    list: (folder) => names.flatMap((name) => ({ name: below(folder, name) ?? '', kind: 'file' as const })),
    read: (path) => files[path] ?? null,
  };
}

/** Who decides the text of the first expression of the script of a workflow. */
function originIn(text: string, files: Readonly<Record<string, string>> = {}): string | undefined {
  const path = '.github/workflows/ci.yml';
  const document = parseGithub(text);
  const workflow = workflowOf(document);
  const use = expressionsOf(document, 'workflow').find(({ scalar, step }) => scalar === step?.run);
  if (!use?.parsed.root) return undefined;
  const view = viewOf({ ...files, [path]: text });
  const scope = { workflow, action: undefined, job: use.job, step: use.step, path, files: view };
  return worstSource(use.parsed.root, scope)?.origin;
}

function workflow(expression: string, { on = 'push', top = '', job = '' } = {}): string {
  return `on: ${on}\n${top}\njobs:\n  a:\n    ${job || 'name: A'}\n    steps:\n      - run: make \${{ ${expression} }}\n`;
}

it('names the one that the least trusted have the most say in', () => {
  expect(originIn(workflow("github.sha || github.head_ref || 'x'"))).toBe('open');
  expect(originIn(workflow("github.head_ref == 'x' && github.sha"))).toBe('fixed');
  expect(originIn(workflow("format('{0}', github.actor)"))).toBe('limited');
  expect(originIn(workflow("'text'"))).toBeUndefined();
});

it('tells objects from their text', () => {
  expect(originIn(workflow('toJSON(github.event)'))).toBe('open');
  expect(originIn(workflow('github.event'))).toBe('fixed');
  expect(originIn(workflow('(github.event.issue || github.event.pull_request).number'))).toBe('fixed');
  expect(originIn(workflow('(github.event.issue || github.event.pull_request).title'))).toBe('open');
});

it('follows variables, the nearest first', () => {
  const top = 'env: { A: "${{ github.head_ref }}", B: "1", C: "${{ env.C }}" }';
  expect(originIn(workflow('env.A', { top }))).toBe('open');
  expect(originIn(workflow('env.A', { top, job: 'env: { A: x }' }))).toBe('fixed');
  expect(originIn(workflow('env.B', { top }))).toBe('fixed');
  expect(originIn(workflow('env.C', { top }))).toBe('unknown');
  expect(originIn(workflow('env.D', { top }))).toBe('unknown');
});

it('follows the matrix', () => {
  const job =
    'strategy: { matrix: { a: [1, "${{ github.ref_name }}"], b: "${{ fromJSON(needs.x.outputs.y) }}", c: [{ d: 1 }] } }';
  expect(originIn(workflow('matrix.a', { job }))).toBe('writer');
  expect(originIn(workflow('matrix.b', { job }))).toBe('matrix');
  expect(originIn(workflow('matrix.c.d', { job }))).toBe('fixed');
});

it('follows inputs to the callers in the repository', () => {
  const on = '{ workflow_call: { inputs: { a: { type: string, default: x }, b: { type: boolean } } } }';
  expect(originIn(workflow('inputs.b', { on }))).toBe('fixed');
  expect(originIn(workflow('inputs.a', { on }))).toBe('writer');
  const caller = (given: string) => ({
    '.github/workflows/caller.yml': `on: push\njobs:\n  c:\n    uses: ./.github/workflows/ci.yml\n    with: { ${given} }\n`,
  });
  expect(originIn(workflow('inputs.a', { on }), caller('a: main'))).toBe('fixed');
  expect(originIn(workflow('inputs.a', { on }), caller('b: true'))).toBe('fixed');
  expect(originIn(workflow('inputs.a', { on }), caller('a: "${{ github.event.issue.title }}"'))).toBe('open');
});

it('comes to an end where a workflow calls itself', () => {
  const on = '{ workflow_call: { inputs: { a: { type: string } } } }';
  const text = `${workflow('inputs.a', { on })}  b:\n    uses: ./.github/workflows/ci.yml\n    with: { a: "\${{ inputs.a }}" }\n`;
  expect(originIn(text)).toBe('unknown');
});
