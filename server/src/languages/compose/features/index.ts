import type { LanguageFeatures } from '../../../core/features.js';
import { yamlFeatures } from '../../../yaml/features.js';
import type { ComposeDocument } from '../document.js';
import { complete } from './complete.js';
import { hints } from './hints.js';
import { hoverProject } from './hover.js';
import { hoverKey } from './hover-keys.js';
import { ignore } from './ignore.js';
import { lenses } from './lenses.js';
import { links } from './links.js';
import { navigation } from './navigation.js';
import { symbols } from './outline.js';
import { refactorings } from './refactorings.js';
import { tokens } from './tokens.js';

/** What an editor can do in a Compose file, one file each. */
export const features: LanguageFeatures<ComposeDocument> = {
  ...yamlFeatures,
  ...navigation,
  complete,
  hover: (context, offset) => hoverProject(context, offset) ?? hoverKey(context, offset),
  links,
  symbols,
  lenses,
  hints,
  tokens,
  refactorings,
  ignore,
};
