import { type Language, language } from '../../core/language.js';
import { ownSuppressions } from '../../yaml/suppressions.js';
import { type EnvDocument, parseEnv } from './document.js';
import { envFacts } from './facts.js';
import { features } from './features.js';
import { isEnvName, isScript } from './file-names.js';
import { rules } from './rules/index.generated.js';

/** Files that set variables: `.env` and what Compose names in `env_file`. */
export const env: Language = language<EnvDocument>({
  id: 'env',
  name: 'Env file',
  editorIds: ['dotenv'],
  detect: (path, head) => (isEnvName(path) && !isScript(path, head) ? 1 : 0),
  parse: (text) => parseEnv(text),
  rules,
  *walk(document, emit) {
    emit('file', document);
    for (const problem of document.problems) emit('problem', problem);
    for (const entry of document.entries) emit('entry', entry);
    yield undefined;
  },
  suppressions: (document, { text }) => ownSuppressions(text, { documents: [document] }),
  facts: envFacts,
  features,
});
