import type { TextEdit } from '../../../core/edit.js';
import type { ComposeDocument } from '../document.js';
import type { Service } from './project.js';
import { addAttributes, mapAt, serviceMap } from './service-edits.js';

/** Sets a limit of a service: where it has limits of `deploy` among those, else as an attribute of its own. */
export function limitEdits(
  edited: { readonly document: ComposeDocument; readonly text: string },
  { name }: Service,
  [ownKey, ownValue]: readonly [string, string],
  [key, value]: readonly [string, string],
): readonly TextEdit[] | undefined {
  const limits = mapAt(edited.document, 'services', name, 'deploy', 'resources', 'limits');
  return limits
    ? addAttributes(edited, limits, { [key]: value })
    : addAttributes(edited, serviceMap(edited.document, name), { [ownKey]: ownValue });
}
