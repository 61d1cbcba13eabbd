import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { repositoryRoot } from '../kinds.js';

/** Names that the workflows of a repository use, for which no file declares what there is. */
export interface Harvest {
  readonly secrets: readonly string[];
  readonly vars: readonly string[];
  readonly environments: readonly string[];
}

const mostFiles = 200;
const read = /\b(secrets|vars)\.([A-Za-z_]\w*)/g;
const environment = /^ +environment:[ \t]*(?:\r?\n +name:[ \t]*)?(['"]?)([\w./ -]+?)\1[ \t]*(?:#.*)?$/gm;

/** Reads all workflows beside a file. They are read as text, since half-typed ones count as well. */
export function harvest(path: string, files: FileView): Harvest {
  const folder = join(repositoryRoot(path), '.github/workflows');
  const found = { secrets: new Set(['GITHUB_TOKEN']), vars: new Set<string>(), environments: new Set<string>() };
  const names = (files.list(folder) ?? []).filter(({ name, kind }) => kind === 'file' && /\.ya?ml$/.test(name));
  for (const { name } of names.slice(0, mostFiles)) {
    const text = files.read(`${folder}/${name}`);
    if (typeof text !== 'string') continue;
    for (const [, kind, one] of text.matchAll(read)) if (one) found[kind === 'vars' ? 'vars' : 'secrets'].add(one);
    for (const [, , one] of text.matchAll(environment)) if (one) found.environments.add(one);
  }
  return { secrets: [...found.secrets], vars: [...found.vars], environments: [...found.environments] };
}
