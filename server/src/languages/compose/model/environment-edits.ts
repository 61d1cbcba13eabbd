import type { TextEdit } from '../../../core/edit.js';
import { addEntry, addItem } from '../../../yaml/edits.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';
import type { ComposeDocument } from '../document.js';
import { addAttributes, serviceMap } from './service-edits.js';

/** Adds a variable to a service's environment, in the form that it has. Undefined where it is written elsewhere. */
export function addVariable(
  edited: { readonly document: ComposeDocument; readonly text: string },
  service: string,
  name: string,
  value: string,
): readonly TextEdit[] | undefined {
  const map = serviceMap(edited.document, service);
  const entry = entryOf(map, 'environment');
  if (!entry) return addAttributes(edited, map, { environment: { [name]: map?.flow ? JSON.stringify(value) : value } });
  const node = entry.value;
  if (isEmpty(node)) return undefined;
  if (node?.kind === 'seq') {
    const edit = addItem(edited.text, node, [node.flow ? JSON.stringify(`${name}=${value}`) : `${name}=${value}`]);
    return edit && [edit];
  }
  if (node?.kind !== 'map') return undefined;
  const edit = addEntry(edited.text, node, [`${name}: ${node.flow ? JSON.stringify(value) : value}`]);
  return edit && [edit];
}
