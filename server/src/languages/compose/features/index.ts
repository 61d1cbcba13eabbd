import type { LanguageFeatures } from '../../../core/features.js';
import type { ComposeDocument } from '../document.js';
import { links } from './links.js';
import { define, highlights, prepareRename, references, rename } from './navigation.js';

/** What an editor can do in a Compose file, one file each. */
export const features: LanguageFeatures<ComposeDocument> = {
  define,
  references,
  highlights,
  prepareRename,
  rename,
  links,
};
