import type { TextEdit } from '../../../core/edit.js';
import type { FeatureContext, FormatOptions } from '../../../core/features.js';
import { formatYaml } from '../../../yaml/format.js';
import type { ComposeDocument } from '../document.js';

export async function format(
  { document, text }: FeatureContext<ComposeDocument>,
  options: FormatOptions,
): Promise<readonly TextEdit[]> {
  return formatYaml(text, document.stream, options);
}
