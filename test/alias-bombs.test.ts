import { expect, it } from 'vitest';
import { checkFiles } from '../server/src/check.js';

// Aliases that stand for ever more: a few lines that written out would be billions of values. Each is checked within the time
// that a test has.
const levels = 8;

const lists = Array.from({ length: levels }, (_, i) => {
  const items = Array.from({ length: 9 }, () => (i === 0 ? 'x' : `*list${i - 1}`)).join(', ');
  return `x-list${i}: &list${i} [${items}]\n`;
}).join('');

const maps = Array.from(
  { length: 22 },
  (_, i) => `x-map${i}: &map${i} ${i === 0 ? '{k: v}' : `{l: *map${i - 1}, r: *map${i - 1}}`}\n`,
).join('');

const list = `*list${levels - 1}`;
const map = '*map21';

it.each([
  [
    'compose.yaml',
    `services:\n  a:\n    image: a:1\n    labels: ${map}\n    command: ${list}\n    environment: ${map}\n`,
  ],
  [
    '.github/workflows/ci.yml',
    `on: push
env: ${map}
jobs:
  a:
    runs-on: ${list}
    needs: ${list}
    outputs: ${map}
    services: ${map}
    strategy: {matrix: {a: ${list}, include: [${map}], exclude: [${map}]}}
    steps:
      - {run: 'echo \${{ matrix.a.x }} \${{ toJSON(matrix) }} \${{ matrix.l.r }}', env: ${map}}
      - {uses: actions/checkout@v4, with: ${map}}
`,
  ],
  ['action.yml', `name: a\ndescription: b\ninputs: ${map}\nruns: {using: composite, steps: ${list}}\n`],
  ['.github/dependabot.yml', `version: 2\nupdates: ${list}\n`],
  [
    'deployment.yaml',
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: ${map}}\nspec: {selector: ${map}, template: {metadata: ${map}, spec: {containers: ${list}, volumes: ${list}}}}\n`,
  ],
])('%s', async (path, text) => {
  const result = await checkFiles({ [path]: lists + maps + text }, { profile: 'all' });
  expect(result.files.map((file) => file.path)).toEqual([path]);
});
