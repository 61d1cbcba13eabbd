import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/dependabot-execution', {
  summary: 'Dependabot may run the code of dependencies beside private credentials',
  why: `Some package managers run code of the packages that they look at. Dependabot does not let them where it has
credentials for private registries, unless \`insecure-external-code-execution: allow\` says so: then every new version of
every dependency can read those credentials. Leave it at \`deny\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:dependabot-execution'],
  fix: 'unsafe',
  messages: {
    allow: 'Dependencies may run their code beside the credentials of private registries. Set this to "deny".',
  },
  fixes: { deny: 'Set it to "deny"' },
  on: {
    dependabot({ updates }, ctx) {
      for (const { map } of updates) {
        const value = scalarIn(map, 'insecure-external-code-execution');
        if (value?.text !== 'allow') continue;
        ctx.report(value, 'allow', {}, { fix: { title: 'deny', edits: [replaceScalar(value, 'deny')] } });
      }
    },
  },
  examples: [
    bad(
      source`
        version: 2
        updates:
          - package-ecosystem: bundler
            directory: /
            schedule: { interval: weekly }
            insecure-external-code-execution: ‹allow› # for gems
          - { package-ecosystem: pip, directory: /, insecure-external-code-execution: ‹"allow"› }
      `,
      {
        path: '.github/dependabot.yml',
        fixed: source`
          version: 2
          updates:
            - package-ecosystem: bundler
              directory: /
              schedule: { interval: weekly }
              insecure-external-code-execution: deny # for gems
            - { package-ecosystem: pip, directory: /, insecure-external-code-execution: "deny" }
        `,
      },
    ),
    good(
      source`
        version: 2
        updates:
          - package-ecosystem: bundler
            directory: /
            schedule: { interval: weekly }
            insecure-external-code-execution: deny
          - package-ecosystem: pip
            directory: /
            schedule: { interval: weekly }
      `,
      { path: '.github/dependabot.yml' },
    ),
  ],
});
