import type { Key, Schema } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, oneOf, required, table, text, under } from '../../../yaml/schema/shorthand.js';
import { runnerLabels, runnerOf } from '../tables/runners.js';

/** Labels that are offered: those that everybody has and that stay, then those of one's own machines. */
const offered = runnerLabels.filter((label) => {
  const fact = runnerOf(label);
  return fact?.status === 'current' && !fact.larger && (label === 'self-hosted' || !fact.selfHosted);
});
const label: Schema = { type: 'string', format: 'filled', values: offered };

/** What a job has, whether it runs steps or calls a workflow. */
const common: Readonly<Record<string, Schema | Key>> = {
  name: 'string',
  needs: 'filled-or-list',
  if: byDefault('success()', 'string'),
  permissions: 'permissions',
  concurrency: 'concurrency',
  strategy: 'strategy',
};

const container: Readonly<Record<string, Schema | Key>> = {
  image: required('filled'),
  credentials: 'credentials',
  env: 'texts',
  ports: 'filled-list',
  volumes: 'filled-list',
  options: 'string',
};

/** Jobs and what only they hold. */
export const job: Record<string, Schema> = {
  job: ['normal-job', 'call-job'],
  'normal-job': object(
    under('job', {
      name: 'string',
      'runs-on': required([label, list(label, { min: 1 }), 'runs-on']),
      ...common,
      environment: ['string', 'environment'],
      env: 'texts',
      outputs: 'texts',
      defaults: 'defaults',
      'timeout-minutes': byDefault(360, { type: 'number', above: 0 }),
      'cancel-timeout-minutes': byDefault(5, { type: 'number', above: 0 }),
      'continue-on-error': byDefault(false, 'boolean'),
      'cache-mode': text('read', 'write-only'),
      container: ['string', 'container'],
      services: table(['filled', 'service']),
      snapshot: ['filled', 'snapshot'],
      // GitHub's schema lets it be absent; a job without steps does nothing, though.
      steps: required(list('step')),
    }),
  ),
  'call-job': object(
    under('job', {
      ...common,
      uses: required('filled'),
      with: 'texts',
      secrets: [oneOf('inherit'), 'texts'],
    }),
  ),
  'runs-on': object({ group: { type: 'string', format: 'group' }, labels: [label, list(label, { min: 1 })] }),
  environment: object({
    name: required('filled'),
    url: 'string',
    deployment: byDefault(true, 'boolean'),
  }),
  strategy: object({
    matrix: 'matrix',
    'fail-fast': byDefault(true, 'boolean'),
    'max-parallel': { type: 'number', above: 0 },
  }),
  matrix: object({ include: 'combinations', exclude: 'combinations' }, { rest: list('any', { min: 1 }), min: 1 }),
  combinations: list(table('any')),
  container: object(under('container', container)),
  service: object(under('container', { ...container, entrypoint: 'string', command: 'string' })),
  credentials: object({ username: required('filled'), password: required('filled') }),
  snapshot: object({
    'image-name': required('filled'),
    version: { type: 'string', pattern: '^[0-9]+(?:\\.(?:[0-9]+|\\*)|\\*)?$', values: ['1', '1.0', '1.*'] },
    if: 'string',
  }),
};
