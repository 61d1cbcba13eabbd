import type { Key, Schema } from '../../../yaml/schema/schema.js';
import { byDefault, list, object, oneOf, required, table, under } from '../../../yaml/schema/shorthand.js';
import { eventFact, eventNames, filtersOf, typesOf, events as webhooks } from '../tables/events.js';

// What starts a workflow: the section `on`.

/** A filter; that of branches and tags may be there with nothing in it, as it then lets none through. */
const filter: Schema = ['filled-or-list', 'null'];

/** Activity types, filters and other keys of an event, as the table of events has them. */
function webhook(name: string): Schema {
  const fact = eventFact(name);
  const keys: Record<string, Schema | Key> = {};
  if (fact?.types === 'free') keys.types = 'filled-or-list';
  else if (fact?.types) {
    const type = oneOf(...typesOf(name));
    keys.types = [type, list(type)];
  }
  for (const one of filtersOf(name)) keys[one] = one.startsWith('paths') ? 'filled-or-list' : filter;
  for (const key of fact?.keys ?? []) keys[key] = key === 'workflows' ? required('names') : 'names';
  return ['null', object(under('event', keys))];
}

const ownSchemas: Readonly<Record<string, Schema>> = {
  schedule: 'schedules',
  workflow_dispatch: ['null', 'workflow-dispatch'],
  workflow_call: ['null', 'workflow-call'],
};

const onKeys = Object.fromEntries(
  eventNames.map((name): [string, Schema | Key] => {
    const schema = ownSchemas[name] ?? webhook(name);
    return [name, webhooks[name]?.retired ? { schema, deprecated: true } : schema];
  }),
);

const event: Schema = {
  type: 'string',
  enum: eventNames,
  values: eventNames.filter((name) => !eventFact(name)?.retired && name !== 'schedule'),
};

/** Definitions of the section `on` and of what only it holds. */
export const events: Record<string, Schema> = {
  on: [event, list(event, { min: 1 }), object(onKeys, { min: 1 })],
  names: ['filled', list('filled', { min: 1 })],
  schedules: list('schedule', { min: 1 }),
  schedule: object({ cron: required('filled'), timezone: 'filled' }),
  'workflow-dispatch': object({ inputs: [table('dispatch-input'), 'null'] }),
  'dispatch-input': [
    'null',
    object({
      description: 'string',
      type: byDefault('string', oneOf('string', 'boolean', 'number', 'choice', 'environment')),
      required: byDefault(false, 'boolean'),
      default: 'string',
      options: list('string', { min: 1 }),
      deprecationMessage: 'string',
    }),
  ],
  'workflow-call': object({
    inputs: [table('call-input'), 'null'],
    secrets: [table('call-secret'), 'null'],
    outputs: [table('call-output'), 'null'],
  }),
  'call-input': object({
    description: 'string',
    type: required(oneOf('string', 'boolean', 'number')),
    required: byDefault(false, 'boolean'),
    default: 'string',
  }),
  'call-secret': ['null', object({ description: 'string', required: byDefault(false, 'boolean') })],
  'call-output': object({ description: 'string', value: required('string') }),
};
