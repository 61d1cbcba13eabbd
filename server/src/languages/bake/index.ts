import { type Language, language } from '../../core/language.js';
import { basename } from '../../core/path.js';
import { bakeFacts } from './facts.js';
import { type BakeDocument, readBake } from './read.js';

/** Bake files are not checked: they are read for what they want of Dockerfiles. */
export const bake: Language = language<BakeDocument>({
  id: 'bake',
  name: 'Docker Bake',
  editorIds: ['dockerbake'],
  detect: (path) => (/^docker-bake(?:\.[\w-]+)?\.(?:hcl|json)$/.test(basename(path)) ? 1 : 0),
  parse: readBake,
  rules: [],
  *walk() {},
  suppressions: () => [],
  facts: bakeFacts,
  features: {},
});
