import { type Language, language } from '../../core/language.js';
import { basename } from '../../core/path.js';
import type { Rule } from '../../core/rule.js';
import { type ConfigDocument, readConfigDocument } from './document.js';
import { configFeatures } from './features.js';
import { rules } from './rules/index.generated.js';

/** Names of our configuration file. */
export const configFileNames: readonly string[] = ['.platform-builder.yaml', '.platform-builder.yml'];

/** The language of our own configuration file. It knows every rule, so it is made from the list of all of them. */
export function configLanguage(known: () => readonly Rule[]): Language {
  return language<ConfigDocument>({
    id: 'config',
    name: 'Platform Builder configuration',
    editorIds: [],
    detect: (path) => (configFileNames.includes(basename(path)) ? 1 : 0),
    parse: (text) => readConfigDocument(text, known()),
    rules,
    *walk(document, emit) {
      for (const problem of document.problems) emit(problem.kind, problem);
      yield undefined;
    },
    suppressions: () => [],
    features: configFeatures(known),
  });
}
