import { Items } from '../../../../core/completion-items.js';
import type { Completion } from '../../../../core/features.js';
import { completeKnown } from './known.js';
import { completeAliases, completeHosts, completeNames } from './names.js';
import { completePaths } from './paths.js';
import { type Context, placeAt, withBlank } from './place.js';
import { completeVariable } from './variables.js';
import { completeVolumes } from './volumes.js';

/** What this project has to offer at a place: names, variables, paths. Keys and their values come from the schema. */
export function completeProject(context: Context, offset: number): readonly Completion[] {
  const place = placeAt(context, offset);
  if (!place) return [];
  const into = new Items();
  if (!completeVariable(place, into) && !completeAliases(place, into)) {
    completeNames(place, into);
    completeVolumes(place, into);
    completeHosts(place, into);
    completeKnown(place, into);
    completePaths(place, into);
  }
  return withBlank(place, into.list());
}
