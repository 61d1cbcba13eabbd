import type { TextEdit } from '../../../core/edit.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { ComposeDocument } from '../document.js';
import type { Mount } from './mounts.js';
import { setAttribute } from './service-edits.js';

/** Makes a mount of either form read-only. Undefined where its options say otherwise in a way that no word can change. */
export function readOnlyMount(
  edited: { readonly document: ComposeDocument; readonly text: string },
  mount: Mount,
): readonly TextEdit[] | undefined {
  const { value, options } = mount;
  if (value.kind === 'table') {
    return setAttribute(edited, value.node.kind === 'map' ? value.node : undefined, 'read_only', 'true');
  }
  if (value.kind !== 'text') return undefined;
  if (options.includes('rw')) return [replaceScalar(value.node, value.raw.replace(/\brw(?=,|$)(?!.*:)/, 'ro'))];
  return [replaceScalar(value.node, `${value.raw}${options.length > 0 ? ',' : ':'}ro`)];
}
