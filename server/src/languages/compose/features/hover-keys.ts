import type { FeatureContext, Hover } from '../../../core/features.js';
import { hoverFrom } from '../../../yaml/schema/hover.js';
import type { ComposeDocument } from '../document.js';
import { schema } from '../schema.js';
import { texts } from '../schema-texts.js';

/** What the attribute at a place is for. */
export function hoverKey({ text, document }: FeatureContext<ComposeDocument>, offset: number): Hover | undefined {
  return hoverFrom(schema, texts, { text, stream: document.stream }, offset);
}
