import { type Language, language } from '../../core/language.js';
import { basename } from '../../core/path.js';
import { dockerfileFacts } from './facts.js';
import { features } from './features/index.js';
import { type Dockerfile, parseDockerfile } from './model/dockerfile.js';
import { peerSettings } from './peer-settings.js';
import { rules } from './rules/index.generated.js';
import { shellRules } from './shell-rules.js';
import { raiseChecks, suppressions } from './suppressions.js';
import { walkDockerfile } from './walk.js';

const namePattern = /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i;

export const dockerfile: Language = language<Dockerfile>({
  id: 'dockerfile',
  name: 'Dockerfile',
  editorIds: ['dockerfile', 'containerfile'],
  detect(path) {
    const name = basename(path);
    if (/\.dockerignore$/i.test(name)) return 0;
    return namePattern.test(name) ? 1 : 0;
  },
  parse: parseDockerfile,
  rules: [...rules, ...shellRules],
  walk: walkDockerfile as Language<Dockerfile>['walk'],
  suppressions,
  facts: dockerfileFacts,
  adjust: raiseChecks,
  peerSettings,
  features,
});
