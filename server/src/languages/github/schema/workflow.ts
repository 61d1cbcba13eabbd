import type { Schema, SchemaTable } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, oneOf, required, table } from '../../../yaml/schema/shorthand.js';
import { permissionShorthands, permissions } from '../tables/permissions.js';
import { shellNames } from '../tables/shells.js';
import { dialect } from './dialect.js';
import { events } from './events.js';
import { job } from './job.js';
import { step } from './step.js';

// What a workflow may hold. Source: `workflow-v1.0.json` of actions/languageservices (2026-08-05), which is what GitHub
// checks workflows with. Names of people's own (jobs, inputs, services) are left to the rule on names, and expressions to
// those that know where which may stand. What each key is for stands in `texts.ts`.

/** Definitions that workflows and actions share. */
export const shared: Record<string, Schema> = {
  filled: { type: 'string', format: 'filled' },
  'filled-list': list('filled'),
  'filled-or-list': ['filled', 'filled-list'],
  texts: table('string'),
  shell: { type: 'string', format: 'filled', values: shellNames },
};

const workflow: Record<string, Schema> = {
  workflow: object({
    name: 'string',
    description: 'string',
    'run-name': 'string',
    on: required('on'),
    permissions: 'permissions',
    env: 'texts',
    defaults: 'defaults',
    concurrency: 'concurrency',
    jobs: required(table('job', { min: 1 })),
  }),
  permissions: [
    oneOf(...permissionShorthands),
    object(Object.fromEntries(Object.entries(permissions).map(([scope, levels]) => [scope, oneOf(...levels)]))),
  ],
  defaults: object({ run: 'defaults-run' }),
  'defaults-run': object({ shell: 'shell', 'working-directory': 'filled' }),
  concurrency: [
    'filled',
    object({
      group: required('filled'),
      'cancel-in-progress': byDefault(false, 'boolean'),
      queue: byDefault('single', oneOf('single', 'max')),
    }),
  ],
};

/** The schema of workflows. */
export const workflowSchema: SchemaTable = {
  root: 'workflow',
  definitions: { ...shared, ...workflow, ...events, ...job, ...step },
  dialect,
};
