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
/** `Dockerfile.dev` is one, but `dockerfile.json` tells about them, and `Dockerfile.j2` becomes one when it is filled in. */
const otherFormats = new RegExp(
  `\\.(?:${[
    '[cm]?[jt]sx?|json[c5]?|ya?ml|toml|xml|lock|mdx?|rst|adoc|txt|html?|s?css|svg|png|snap|map|diff|patch|log|orig|rej',
    'j2|jinja2?|tmpl|tpl|template|in|erb|ejs|hbs|mustache|gotmpl|liquid',
  ].join('|')})$`,
  'i',
);
/** `Dockerfile.go` is for a project in Go, `dockerfile.go` a program. */
const program =
  /^[a-z].*\.(?:pyi?|go|rs|java|kt|scala|rb|php|cs|fs|c|cc|cpp|h|hpp|swift|lua|pl|exs?|dart|sh|ps1|tf|hcl)$/;

export const dockerfile: Language = language<Dockerfile>({
  id: 'dockerfile',
  name: 'Dockerfile',
  editorIds: ['dockerfile', 'containerfile'],
  detect(path) {
    const name = basename(path);
    if (/\.dockerignore$/i.test(name)) return 0;
    return namePattern.test(name) && !otherFormats.test(name) && !program.test(name) ? 1 : 0;
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
