import type { LanguageFeatures } from '../../../core/features.js';
import { formatYaml } from '../../../yaml/format.js';
import type { GithubDocument } from '../document.js';
import { complete } from './complete.js';
import { hints } from './hints.js';
import { hover } from './hover.js';
import { ignore } from './ignore.js';
import { lenses } from './lenses.js';
import { links } from './links.js';
import { define, highlights, prepareRename, references, rename } from './navigation.js';
import { folds, selections, symbols } from './outline.js';
import { refactorings } from './refactorings.js';
import { signature } from './signature.js';
import { tokens } from './tokens.js';

/** What an editor can do in a file of GitHub's, one file each. */
export const features: LanguageFeatures<GithubDocument> = {
  triggers: ['.', "'", '('],
  complete,
  hover,
  signature,
  define,
  references,
  highlights,
  prepareRename,
  rename,
  links,
  symbols,
  folds,
  selections,
  lenses,
  hints,
  tokens,
  refactorings,
  format: async ({ document, text }, options) => formatYaml(text, document.stream, options),
  ignore,
};
