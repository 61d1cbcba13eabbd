import { expect, test } from 'vitest';
import { createService } from '../../service.js';
import { recordFiles } from '../../workspace/files.js';

// Half-typed lines: one error, where the slip is, and none of what may only come of it.

const workflow = `name: CI
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        os: [a, b]
    steps:
      - uses: actions/checkout@v7
      - name: Build
        run: make
        env:
          A: b
  deploy:
    needs: [build]
    runs-on: ubuntu-latest
    steps:
      - run: echo deployed
`;

async function errorsIn(text: string): Promise<readonly string[]> {
  const silent = { info() {}, warn() {}, ruleFailed() {} };
  const service = createService({ files: recordFiles({}), log: silent, today: () => '2026-06-01' });
  const result = await service.checkText('.github/workflows/ci.yml', text);
  return (result?.findings ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, span }) => `${rule.slice(7)} ${text.slice(0, span.start).split('\n').length}`);
}

test('the workflow is good', async () => {
  expect(await errorsIn(workflow)).toEqual([]);
});

test.each<[string, string, string, readonly string[]]>([
  ['a quote in a name', 'name: Build', "name: 'Build", ['yaml-syntax 15']],
  ['a quote at the top', 'name: CI', 'name: "CI', ['yaml-syntax 1']],
  ['a quote in a condition', 'run: make\n', "run: make\n        if: 'github.ref == '' && \n", ['yaml-syntax 17']],
  ['a bracket in needs', 'needs: [build]', 'needs: [build', ['yaml-syntax 20']],
  ['a bracket in a filter', '[main]', '[main', ['yaml-syntax 4']],
  ['a brace in permissions', 'permissions:\n  contents: read', 'permissions: {contents: read', ['yaml-syntax 5']],
  ['a job without a colon', '  deploy:', '  deploy', ['yaml-syntax 19']],
  ['a key without a colon', 'runs-on: ubuntu-latest\n    strategy', 'runs\n    strategy', ['yaml-syntax 9']],
  ['a section without a colon', 'jobs:', 'jobs', ['yaml-syntax 7']],
  ['a second colon', 'name: Build', 'name: Build: all', ['yaml-syntax 15']],
  ['a tab', '      - name: Build', '\t- name: Build', ['yaml-syntax 15']],
  [
    'a space too many',
    '    runs-on: ubuntu-latest\n    strategy',
    '     runs-on: ubuntu-latest\n    strategy',
    ['yaml-syntax 10'],
  ],
  ['text behind a quote', 'uses: actions', "uses: ''actions", ['yaml-syntax 14']],
  ['an alias of nothing', 'run: make\n', 'run: *make\n', ['yaml-syntax 16']],
  ['an open expression', 'run: make\n', 'run: ${{ github.\n', ['expression-syntax 16']],
  ['a key without a value', 'run: echo deployed', 'run:', []],
  ['a step that begins', '      - run: echo deployed', '      - run: echo deployed\n      - u', ['wrong-type 24']],
])('%s', async (_, from, to, expected) => {
  expect(await errorsIn(workflow.replace(from, to))).toEqual(expected);
});
