import { expect, test } from 'vitest';
import { checked } from '../../../../../test/support/schema.js';
import { actionSchema } from './action.js';

const action = checked(actionSchema);
const named = 'name: a\ndescription: b\n';

test.each<[string, string, readonly string[]]>([
  ['composite', 'runs: {using: composite, steps: [{run: a, shell: bash}, {uses: b/c@d}]}\n', []],
  [
    'node',
    'runs: {using: node24, main: a.js, post: b.js, post-if: success()}\nbranding: {icon: box, color: gray-dark}\n',
    [],
  ],
  [
    'docker',
    'runs: {using: docker, image: Dockerfile, args: [a], env: {B: c}}\ninputs: {d: {required: true, extra: e}}\n',
    [],
  ],
  ['no runs', '', ['missing-key runs «name»']],
  ['no kind', 'runs: {steps: []}\n', ['missing-key runs.using «runs»']],
  ['another kind', 'runs: {using: node18, main: a}\n', ['not-allowed runs.using «node18»']],
  [
    'keys of another kind',
    'runs: {using: composite, main: a}\n',
    ['unknown-key runs.main «main» → undefined', 'missing-key runs.steps «runs»'],
  ],
  [
    'no shell',
    'runs: {using: composite, steps: [{run: a, timeout-minutes: 1}]}\n',
    ['unknown-key runs.steps.0.timeout-minutes «timeout-minutes» → undefined', 'missing-key runs.steps.0.shell «run»'],
  ],
  [
    'branding',
    'runs: {using: node24, main: a}\nbranding: {icon: boxx, color: pink}\n',
    ['not-allowed branding.icon «boxx»', 'not-allowed branding.color «pink»'],
  ],
])('actions, %s', (_, text, expected) => {
  expect(action(named + text)).toEqual(expected);
});
