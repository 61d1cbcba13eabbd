import { inGroups } from '../../../core/completion-items.js';
import type { Completion } from '../../../core/features.js';
import { completeKeys } from './complete-keys.js';
import { completeProject } from './completion/index.js';
import type { Context } from './completion/place.js';

/** What can be written at a place: what this project has first, then what any Compose file may. */
export function complete(context: Context, offset: number): readonly Completion[] {
  const ofProject = completeProject(context, offset);
  const labels = new Set(ofProject.map(({ label }) => label));
  const word = ofProject[0]?.edit.span;
  // Where the project completes a part of a value, keys would stand for the whole of it.
  const others = completeKeys(context, offset).filter(
    ({ label, edit }) =>
      !labels.has(label) && (!word || (edit.span.start === word.start && edit.span.end === word.end)),
  );
  return inGroups(ofProject, others);
}
