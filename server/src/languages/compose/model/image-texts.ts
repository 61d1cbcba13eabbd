import { type ImageReference, parseReference } from '../../../images/reference.js';
import type { Service } from './project.js';
import { type Text, valueAt } from './value.js';

/** The image of a service as far as it is written out: its name, and what is known of its tag. */
export interface ImageText {
  readonly text: Text;
  readonly reference: ImageReference;
  /** Whether the whole is known, tag and all. */
  readonly whole: boolean;
}

/** Undefined where a service has no image, or where a variable without a value stands in its name. */
export function imageTextOf(service: Service): ImageText | undefined {
  const text = valueAt(service.value, 'image');
  if (text?.kind !== 'text' || text.text === '') return undefined;
  if (text.text !== undefined) return { text, reference: parseReference(text.text), whole: true };
  const name = /^([^$]+):\$/.exec(text.raw)?.[1];
  return name === undefined ? undefined : { text, reference: parseReference(`${name}:unknown`), whole: false };
}
