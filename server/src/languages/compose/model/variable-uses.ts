import { join, resolvePath } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { allVariablesIn } from '../../../dotenv/interpolation.js';
import { spanInScalar } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { keyed } from './merge.js';
import { envFilePaths } from './names.js';
import { ownLayers } from './own-layers.js';
import { type Project, resourcesOf } from './project.js';
import { itemsOf, membersOf, type Place, type SourceFile, textOf, type Value, valueAt } from './value.js';

/** A place where a value is taken from the project's environment. */
export interface VariableUse {
  readonly name: string;
  readonly place: Place;
}

/**
 * What a project takes from its environment: variables that it puts in, keys of containers and of builds that have no value
 * of their own, and configs and secrets that are made of a variable.
 */
export function variableUses(project: Project): readonly VariableUse[] {
  const found: VariableUse[] = [];
  for (const file of new Set(project.files)) found.push(...variablesOf(file));
  for (const { value } of project.services.values()) {
    for (const table of [valueAt(value, 'environment'), valueAt(value, 'build', 'args')])
      for (const { key, place, value: given } of membersOf(keyed(table))) if (!given) found.push({ name: key, place });
  }
  for (const kind of ['configs', 'secrets'] as const) {
    for (const { value } of resourcesOf(project, kind).values()) {
      const variable = valueAt(value, 'environment');
      const name = textOf(variable);
      if (variable && name) found.push({ name, place: variable });
    }
  }
  return found;
}

/**
 * Env files of which every key is used, as containers get them or includes have them as their own. A name that is not known
 * may be that of the project's `.env`.
 */
export function wholeEnvFiles(project: Project): readonly { readonly path: string; readonly place: Place }[] {
  const found: { path: string; place: Place }[] = [];
  const add = (value: Value | undefined): void => {
    const known = envFilePaths(project, value);
    for (const { path, value: place } of known) found.push({ path, place });
    const written = value?.kind === 'list' ? value.items.length : 1;
    if (value && known.length < written) found.push({ path: join(project.directory, '.env'), place: value });
  };
  for (const { value } of project.services.values()) add(valueAt(value, 'env_file'));
  for (const root of ownLayers(project)) {
    for (const item of itemsOf(valueAt(root, 'include'))) {
      add(valueAt(item, 'env_file'));
      const folder = valueAt(item, 'project_directory');
      const path = textOf(folder);
      if (folder && path !== undefined)
        found.push({ path: resolvePath(resolvePath(project.directory, path), '.env'), place: folder });
    }
  }
  return found;
}

const written = new WeakMap<ComposeDocument, readonly (Span & { readonly name: string })[]>();

/** The variables in a file's texts, also those in defaults. */
function variablesOf(file: SourceFile): readonly VariableUse[] {
  let known = written.get(file.document);
  if (!known) {
    known = readVariables(file.document);
    written.set(file.document, known);
  }
  return known.map(({ name, start, end }) => ({ name, place: { file, span: { start, end } } }));
}

function readVariables(document: ComposeDocument): readonly (Span & { readonly name: string })[] {
  const found: (Span & { name: string })[] = [];
  if (!document.text.includes('$')) return found;
  for (const { root } of filledDocuments(document)) {
    visitYaml(root, {
      scalar(scalar) {
        if (!scalar.text.includes('$')) return;
        for (const { name, nameStart } of allVariablesIn(scalar.text).variables)
          found.push({ name, ...spanInScalar(scalar, nameStart, nameStart + name.length) });
      },
    });
  }
  return found;
}
