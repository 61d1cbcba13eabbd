import type { LanguageFeatures } from '../../../core/features.js';
import { yamlFeatures } from '../../../yaml/features.js';
import type { GithubDocument } from '../document.js';
import { complete } from './complete.js';
import { hints } from './hints.js';
import { hover } from './hover.js';
import { ignore } from './ignore.js';
import { lenses } from './lenses.js';
import { links } from './links.js';
import { navigation } from './navigation.js';
import { symbols } from './outline.js';
import { refactorings } from './refactorings.js';
import { signature } from './signature.js';
import { tokens } from './tokens.js';

/** What an editor can do in a file of GitHub's, one file each. */
export const features: LanguageFeatures<GithubDocument> = {
  ...yamlFeatures,
  ...navigation,
  triggers: ['.', "'", '('],
  complete,
  hover,
  signature,
  links,
  symbols,
  lenses,
  hints,
  tokens,
  refactorings,
  ignore,
};
