import { keysOf } from '../../../yaml/schema/lookup.js';
import { alternativesOf, type SchemaTable } from '../../../yaml/schema/schema.js';
import type { StepKind } from '../model/workflow.js';
import { actionSchema } from './action.js';
import { workflowSchema } from './workflow.js';

// The keys of maps of which there are several kinds, for what tells of a key that it belongs to another kind.

function keysIn(table: SchemaTable, definition: string): ReadonlySet<string> {
  return new Set(keysOf(alternativesOf(table, definition)).map(({ name }) => name));
}

export const normalJobKeys: ReadonlySet<string> = keysIn(workflowSchema, 'normal-job');
export const callJobKeys: ReadonlySet<string> = keysIn(workflowSchema, 'call-job');

/** The keys of steps, by the key that tells what one does. */
export const stepKeys: Readonly<Record<StepKind, ReadonlySet<string>>> = {
  run: keysIn(workflowSchema, 'run-step'),
  uses: keysIn(workflowSchema, 'uses-step'),
  wait: keysIn(workflowSchema, 'wait-step'),
  'wait-all': keysIn(workflowSchema, 'wait-all-step'),
  cancel: keysIn(workflowSchema, 'cancel-step'),
  parallel: keysIn(workflowSchema, 'parallel-step'),
};

export const anyStepKeys: ReadonlySet<string> = keysIn(workflowSchema, 'step');

/** Those of composite actions. */
export const compositeStepKeys: ReadonlySet<string> = keysIn(actionSchema, 'composite-step');

/** The keys of an action's `runs`, whatever runs it. */
export const anyRunsKeys: ReadonlySet<string> = keysIn(actionSchema, 'runs');
