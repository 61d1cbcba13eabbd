import { type Language, language } from '../../core/language.js';
import { type GithubDocument, parseGithub } from './document.js';
import { githubFacts } from './facts.js';
import { features } from './features/index.js';
import { kindOf, looksLikeWorkflow } from './kinds.js';
import { peerSettings } from './peer-settings.js';
import { rules } from './rules/index.generated.js';
import { shellRules } from './shell-rules.js';
import { suppressions } from './suppressions.js';
import { walkGithub } from './walk.js';

export const github: Language = language<GithubDocument>({
  id: 'github',
  name: 'GitHub Actions',
  editorIds: ['github-actions-workflow'],
  detect(path, head) {
    if (kindOf(path)) return 1;
    // Any YAML that is on its way to be a workflow, but not files elsewhere in a repository that happen to look like one.
    return !/\.\w+$/.test(path) && looksLikeWorkflow(head) ? 0.5 : 0;
  },
  parse: parseGithub,
  rules: [...rules, ...shellRules],
  walk: walkGithub as Language<GithubDocument>['walk'],
  suppressions,
  facts: githubFacts,
  peerSettings,
  features,
});
