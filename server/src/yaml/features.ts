import type { LanguageFeatures } from '../core/features.js';
import { yamlFolds } from './folds.js';
import { formatYaml } from './format.js';
import { yamlSelections } from './selections.js';
import type { YamlStream } from './tree.js';

type Features = LanguageFeatures<{ readonly stream: YamlStream }>;

/** What an editor can do in any file that is YAML, whatever it is for. */
export const yamlFeatures: Required<Pick<Features, 'folds' | 'selections' | 'format'>> = {
  folds: ({ document, text }) => yamlFolds(text, document.stream),
  selections: ({ document, text }, offset) => yamlSelections(text, document.stream, offset),
  format: async ({ document, text }, options) => formatYaml(text, document.stream, options),
};
