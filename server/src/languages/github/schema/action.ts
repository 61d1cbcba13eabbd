import type { Key, Schema, SchemaTable } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, oneOf, required, table, under } from '../../../yaml/schema/shorthand.js';
import { brandingColors, brandingIcons } from '../tables/branding.js';
import { dialect } from './dialect.js';
import { shared } from './workflow.js';

// What the metadata of an action may hold. Source: `action-v1.0.json` of actions/languageservices (2026-08-05).

/** What runs actions in JavaScript; those that GitHub no longer has come last. */
export const nodeRuntimes: readonly string[] = ['node24', 'node20', 'node16', 'node12'];

const named: Readonly<Record<string, Schema | Key>> = {
  name: 'string',
  id: 'filled',
  if: byDefault('success()', 'string'),
  env: 'texts',
  'continue-on-error': byDefault(false, 'boolean'),
};

const action: Record<string, Schema> = {
  action: object({
    name: required('filled'),
    description: required('string'),
    author: 'string',
    inputs: [table('input'), 'null'],
    outputs: [table('output'), 'null'],
    runs: required('runs'),
    branding: 'branding',
  }),
  // Keys of its own are passed over here, as tools have some.
  input: [
    'null',
    object(
      {
        description: 'string',
        required: byDefault(false, 'boolean'),
        default: 'string',
        deprecationMessage: 'string',
      },
      { rest: 'any' },
    ),
  ],
  output: ['null', object({ description: 'string', value: 'string' })],
  runs: ['composite-runs', 'node-runs', 'docker-runs'],
  'composite-runs': object(
    under('runs', { using: required(oneOf('composite')), steps: required(list('composite-step')) }),
  ),
  'node-runs': object(
    under('runs', {
      using: required({ type: 'string', enum: nodeRuntimes, values: nodeRuntimes.slice(0, 2) }),
      main: required('filled'),
      pre: 'filled',
      'pre-if': byDefault('always()', 'string'),
      post: 'filled',
      'post-if': byDefault('always()', 'string'),
    }),
  ),
  'docker-runs': object(
    under('runs', {
      using: required(oneOf('docker')),
      image: required('filled'),
      env: 'texts',
      entrypoint: 'filled',
      args: list('string'),
      'pre-entrypoint': 'filled',
      'pre-if': byDefault('always()', 'string'),
      'post-entrypoint': 'filled',
      'post-if': byDefault('always()', 'string'),
    }),
  ),
  'composite-step': [
    object(
      under('step', {
        run: required('string'),
        shell: required('shell'),
        ...named,
        'working-directory': 'string',
      }),
    ),
    object(under('step', { uses: required('filled'), with: 'texts', ...named })),
  ],
  branding: object({ icon: oneOf(...brandingIcons), color: oneOf(...brandingColors) }),
};

/** The schema of `action.yml`. */
export const actionSchema: SchemaTable = { root: 'action', definitions: { ...shared, ...action }, dialect };
