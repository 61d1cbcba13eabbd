import { nearest } from '../../../core/nearest.js';
import { basename, dirname } from '../../../core/path.js';
import { inRepository, type StepPlace } from './workspace.js';

/** What the repository has in place of a path that is missing, by a name that is nearly the same; as the text writes it. */
export function nearPath(path: string, text: string, { workspace, files }: StepPlace): string | undefined {
  const inside = inRepository(workspace, path);
  const names = inside === undefined ? [] : (files.list(dirname(inside)) ?? []).map(({ name }) => name);
  const near = nearest(basename(path), names);
  return near === undefined ? undefined : text.slice(0, text.lastIndexOf('/') + 1) + near;
}
