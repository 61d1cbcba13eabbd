import type { Completion, FeatureContext } from '../../../core/features.js';
import { completeFrom } from '../../../yaml/schema/complete.js';
import type { ComposeDocument } from '../document.js';
import { schema } from '../schema.js';
import { texts } from '../schema-texts.js';

/** The attributes that may stand at a place, and the values that they may have. */
export function completeKeys(
  { text, document }: FeatureContext<ComposeDocument>,
  offset: number,
): readonly Completion[] {
  return completeFrom(schema, texts, { text, stream: document.stream }, offset);
}
