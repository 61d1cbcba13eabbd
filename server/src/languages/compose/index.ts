import { type Language, language } from '../../core/language.js';
import { type ComposeDocument, parseCompose } from './document.js';
import { composeFacts } from './facts.js';
import { features } from './features/index.js';
import { isComposeName, isPipeline } from './model/file-names.js';
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
    return /\.ya?ml$/i.test(path) && !isPipeline(path) && looksLikeCompose(head) ? 0.8 : 0;
  },
  parse: parseCompose,
  rules,
  walk: walkCompose as Language<ComposeDocument>['walk'],
  suppressions,
  peerSettings,
  facts: composeFacts,
  features,
});

const topLevel = /^(?:version|name|include|services|networks|volumes|configs|secrets|models|x-[\w.-]+)$/;

/** A file by another name, that a tool or an include names: services by name, of which one has an image or a build. */
function looksLikeCompose(head: string): boolean {
  if (!/^services:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+[\w."'-]+:/m.test(head)) return false;
  if (!/^ +(?:image|build):/m.test(head)) return false;
  return [...head.matchAll(/^([A-Za-z_][\w.-]*):/gm)].every(([, key]) => topLevel.test(key ?? ''));
}
