import type { Key, Schema } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, required, under } from '../../../yaml/schema/shorthand.js';

// Steps: the key that says what one does (`run`, `uses`, `wait`, `wait-all`, `cancel`, `parallel`) says which others it has.

const named: Readonly<Record<string, Schema | Key>> = { name: 'string', id: 'filled' };

const worked: Readonly<Record<string, Schema | Key>> = {
  ...named,
  if: byDefault('success()', 'string'),
  env: 'texts',
  'continue-on-error': byDefault(false, 'boolean'),
  'timeout-minutes': { type: 'number', above: 0 },
};

const waited: Readonly<Record<string, Schema | Key>> = {
  ...named,
  'continue-on-error': byDefault(false, 'boolean'),
};

const run: Readonly<Record<string, Schema | Key>> = {
  run: required('string'),
  ...worked,
  shell: 'shell',
  'working-directory': 'filled',
};

const uses: Readonly<Record<string, Schema | Key>> = { uses: required('filled'), with: 'texts', ...worked };
const background = byDefault(false, 'boolean');

/** Steps by their kinds. */
export const step: Record<string, Schema> = {
  step: ['run-step', 'uses-step', 'wait-step', 'wait-all-step', 'cancel-step', 'parallel-step'],
  'run-step': object(under('step', { ...run, background })),
  'uses-step': object(under('step', { ...uses, background })),
  'wait-step': object(under('step', { wait: required('filled-or-list'), ...waited })),
  'wait-all-step': object(
    under('step', { 'wait-all': required(['null', { type: 'boolean', enum: [true] }]), ...waited }),
  ),
  'cancel-step': object(under('step', { cancel: required('filled'), ...waited })),
  'parallel-step': object(under('step', { parallel: required(list('inner-step', { min: 1 })) })),
  'inner-step': [object(under('step', run)), object(under('step', uses))],
};
