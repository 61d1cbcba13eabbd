import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languages } from '../../server/src/languages/registry.js';
import { unmark } from './examples.js';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

export interface Fixture {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Every text that we have of a language: the examples of all rules, the sample projects, the expected-findings files. */
export function fixtures(languageId: string, matches: (path: string) => boolean): readonly Fixture[] {
  const found: Fixture[] = [];
  for (const rule of languages.find((language) => language.id === languageId)?.rules ?? []) {
    rule.examples.forEach((example, i) => {
      const { text } = unmark(example.text);
      found.push({ name: `${rule.id} ${i + 1}`, path: example.path ?? 'Dockerfile', text });
      if (example.fixed !== undefined) {
        found.push({ name: `${rule.id} ${i + 1} fixed`, path: example.path ?? 'Dockerfile', text: example.fixed });
      }
    });
  }
  for (const folder of ['examples', 'test/expected', 'test/editor/workspace']) {
    for (const path of filesBelow(join(root, folder))) {
      if (matches(path))
        found.push({ name: path.slice(root.length), path: 'Dockerfile', text: readFileSync(path, 'utf8') });
    }
  }
  return found;
}

export function filesBelow(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

export const dockerfiles: readonly Fixture[] = fixtures('dockerfile', (path) => /(?:^|[/.])Dockerfile$/.test(path));
