import type { LanguageFeatures } from '../../../core/features.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { ignore } from './ignore.js';
import { links } from './links.js';
import { define, highlights, prepareRename, references, rename } from './navigation.js';
import { folds, selections, symbols } from './outline.js';
import { tokens } from './tokens.js';

/** What an editor can do in a Dockerfile, one file each. */
export const features: LanguageFeatures<Dockerfile> = {
  define,
  references,
  highlights,
  prepareRename,
  rename,
  links,
  symbols,
  folds,
  selections,
  tokens,
  ignore,
};
