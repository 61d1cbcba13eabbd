import type { Refactoring } from '../../../core/features.js';
import { join } from '../../../core/path.js';
import { addedToEnv, variableEdit } from '../model/env-extraction.js';
import { projectOf } from '../model/project.js';
import { refused, type Target } from './refactorings.js';

const kind = 'refactor.extract';

/** Moves a value of a container's environment to the project's `.env`, where there is one. */
export function toEnvFile({ context, link, keys, service }: Target): readonly Refactoring[] {
  const { node } = link;
  if (node?.kind !== 'scalar') return [];
  const { directory } = projectOf(context.document, context.path, context.files);
  const path = join(directory, '.env');
  const env = context.files.read(path);
  if (typeof env !== 'string') return [];
  const last = keys[keys.length - 1];
  const equals = typeof last === 'number' ? node.text.indexOf('=') : -1;
  const key = typeof last === 'string' ? last : node.text.slice(0, Math.max(0, equals));
  const value = node.text.slice(equals + 1);
  if (!/^[A-Za-z_]\w*$/.test(key) || value === '' || value.includes('$')) return [];
  const title = 'Move the value to .env';
  const added = addedToEnv(env, path, { service, key, value });
  if ('why' in added) return refused(title, kind, added.why);
  const edits = [variableEdit(node, equals + 1, added.name, link.flow), ...(added.edit ? [added.edit] : [])];
  return [{ title, kind, edits }];
}
