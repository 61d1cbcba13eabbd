import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isComposeName } from '../../server/src/languages/compose/model/file-names.js';
import { kindOf } from '../../server/src/languages/github/kinds.js';
import { languages } from '../../server/src/languages/registry.js';
import { unmark } from './examples.js';
import { fileOf, sections } from './literate.js';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

export interface Fixture {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Every text that we have of a language: the examples of all rules, the sample projects, the expected-findings files. */
export function fixtures(
  languageId: string,
  defaultPath: string,
  matches: (path: string) => boolean,
): readonly Fixture[] {
  const found: Fixture[] = [];
  for (const rule of languages.find((language) => language.id === languageId)?.rules ?? []) {
    rule.examples.forEach((example, i) => {
      const { text } = unmark(example.text);
      found.push({ name: `${rule.id} ${i + 1}`, path: example.path ?? defaultPath, text });
      if (example.fixed !== undefined) {
        found.push({ name: `${rule.id} ${i + 1} fixed`, path: example.path ?? defaultPath, text: example.fixed });
      }
    });
  }
  for (const folder of ['examples', 'test/expected', 'test/editor/workspace']) {
    for (const path of filesBelow(join(root, folder))) {
      if (matches(path))
        found.push({ name: path.slice(root.length), path: defaultPath, text: readFileSync(path, 'utf8') });
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

export const dockerfiles: readonly Fixture[] = fixtures('dockerfile', 'Dockerfile', (path) =>
  /(?:^|[/.])Dockerfile$/.test(path),
);

export const composeFiles: readonly Fixture[] = [
  ...fixtures('compose', 'compose.yaml', isComposeName),
  ...literateTexts('test/features/compose', 'yaml'),
];

const githubFiles = fixtures('github', '.github/workflows/ci.yml', (path) => kindOf(path) === 'workflow');

function githubFixtures(kind: string): readonly Fixture[] {
  return githubFiles.filter(({ path }) => kindOf(path) === kind);
}

export const workflows: readonly Fixture[] = githubFixtures('workflow');
export const actions: readonly Fixture[] = githubFixtures('action');
export const dependabotFiles: readonly Fixture[] = githubFixtures('dependabot');

/** The files of one language in the tests that are documents. */
function literateTexts(folder: string, language: string): readonly Fixture[] {
  return filesBelow(join(root, folder)).flatMap((path) =>
    sections(readFileSync(path, 'utf8')).flatMap(({ title, blocks }) =>
      blocks
        .filter(({ info }) => info[0] === language)
        .map(fileOf)
        .map(({ text }, i) => ({ name: `${title} ${i + 1}`, path: 'compose.yaml', text })),
    ),
  );
}
