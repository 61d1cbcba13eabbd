import type { LanguageFeatures } from '../../../core/features.js';
import { formatYaml } from '../../../yaml/format.js';
import { ignoreHere } from '../../../yaml/ignore.js';
import type { GithubDocument } from '../document.js';
import { folds, selections, symbols } from './outline.js';

/** What an editor can do in a file of GitHub's, one file each. */
export const features: LanguageFeatures<GithubDocument> = {
  symbols,
  folds,
  selections,
  format: async ({ document, text }, options) => formatYaml(text, document.stream, options),
  ignore: ({ document, text }, rule, _aliases, at) => ignoreHere(text, document.stream, rule, at.start, []),
};
