import { named } from './merge.js';
import type { Service } from './project.js';
import { booleanOf, memberAt, type Place, type Text, valueAt } from './value.js';

/** A service that another one names in `depends_on`. */
export interface Dependency {
  readonly name: string;
  readonly place: Place;
  /** Undefined where it is not known. */
  readonly condition: string | undefined;
  /** Undefined where it is not written, as in a list. */
  readonly conditionText: Text | undefined;
  readonly required: boolean;
}

export function dependenciesOf(service: Service): readonly Dependency[] {
  const table = named(valueAt(service.value, 'depends_on'));
  return [...(table?.members.values() ?? [])].map(({ key: name, place, value }) => {
    const given = memberAt(value, 'condition')?.value;
    const text = given?.kind === 'text' ? given : undefined;
    return {
      name,
      place,
      condition: value ? text?.text : 'service_started',
      conditionText: text,
      required: booleanOf(valueAt(value, 'required')) !== false,
    };
  });
}
