import { keyed } from './merge.js';
import type { Project } from './project.js';
import { type Text, type Value, valueAt } from './value.js';

/** What the whole project has at a path of keys where the checked file has a text, if another file says something else. */
export function overruling(
  project: Project,
  keys: readonly string[],
  own: Text,
): (Text & { text: string }) | undefined {
  if (project.files.length < 2 || keys.length < 2) return undefined;
  let at: Value | undefined = project.root;
  for (const key of keys) at = at?.kind === 'list' ? keyed(at)?.members.get(key)?.value : valueAt(at, key);
  if (at?.kind !== 'text' || at.file.path === own.file.path) return undefined;
  const { text } = at;
  return text === undefined || text === own.text ? undefined : { ...at, text };
}
