import { valueOf } from '../../../yaml/values.js';
import { entriesOf, hasExpression, type NamedEntry, valueIn } from './nodes.js';
import type { Step } from './workflow.js';

/** The inputs that a step gives, by their names in lower case; undefined where an expression gives them as a whole. */
export function withOf(step: Step): ReadonlyMap<string, NamedEntry> | undefined {
  const inputs = valueIn(step.map, 'with');
  if (inputs?.kind === 'scalar' && hasExpression(inputs)) return undefined;
  return new Map(entriesOf(inputs).map((entry) => [entry.name.toLowerCase(), entry]));
}

/** The text of an input; undefined where it is not given. */
export function inputText(inputs: ReadonlyMap<string, NamedEntry>, name: string): string | undefined {
  const value = inputs.get(name)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** Whether an input is switched on, as actions read booleans. Undefined where an expression decides. */
export function isOn(inputs: ReadonlyMap<string, NamedEntry>, name: string): boolean | undefined {
  const value = inputs.get(name)?.value;
  if (value?.kind !== 'scalar') return false;
  if (hasExpression(value)) return undefined;
  return valueOf(value) === true || /^true$/i.test(value.text.trim());
}
