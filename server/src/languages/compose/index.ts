import { type Language, language } from '../../core/language.js';
import { basename } from '../../core/path.js';
import { type ComposeDocument, parseCompose } from './document.js';
import { composeFacts } from './facts.js';
import { features } from './features/index.js';
import { isComposeName } from './model/file-names.js';
import { peerSettings } from './peer-settings.js';
import { rules } from './rules/index.generated.js';
import { suppressions } from './suppressions.js';
import { walkCompose } from './walk.js';

export const compose: Language = language<ComposeDocument>({
  id: 'compose',
  name: 'Compose',
  editorIds: ['dockercompose'],
  detect(path, head) {
    if (isComposeName(path)) return 1;
    // A file by another name that a tool or an include names: services, of which one has an image or a build.
    return /\.ya?ml$/i.test(basename(path)) &&
      /^services:[ \t]*(?:#.*)?\r?$/m.test(head) &&
      /^ +(?:image|build):/m.test(head)
      ? 0.8
      : 0;
  },
  parse: parseCompose,
  rules,
  walk: walkCompose as Language<ComposeDocument>['walk'],
  suppressions,
  peerSettings,
  facts: composeFacts,
  features,
});
