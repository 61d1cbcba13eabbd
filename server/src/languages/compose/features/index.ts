import type { LanguageFeatures } from '../../../core/features.js';
import type { ComposeDocument } from '../document.js';
import { complete } from './complete.js';
import { format } from './format.js';
import { hints } from './hints.js';
import { hoverProject } from './hover.js';
import { hoverKey } from './hover-keys.js';
import { ignore } from './ignore.js';
import { lenses } from './lenses.js';
import { links } from './links.js';
import { define, highlights, prepareRename, references, rename } from './navigation.js';
import { folds, selections, symbols } from './outline.js';
import { refactorings } from './refactorings.js';
import { tokens } from './tokens.js';

/** What an editor can do in a Compose file, one file each. */
export const features: LanguageFeatures<ComposeDocument> = {
  complete,
  hover: (context, offset) => hoverProject(context, offset) ?? hoverKey(context, offset),
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
  format,
  ignore,
};
