import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { isArchived } from '../actions/archived.js';
import { newestMajor } from '../actions/contracts.js';
import { replacementOf } from '../actions/replacements.js';
import { pinEdits } from '../model/pinned.js';
import { isCommit, type RepositoryUse, type Uses } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/archived-action', {
  summary: 'An action whose repository is archived',
  why: `The owner has given the action up: nobody mends its mistakes or its holes, and when GitHub retires the Node.js that it
was made for, it stops. Use what the owner names as its successor, or another one that is kept.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:archived-uses'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    archived: 'The repository of "{action}" is archived: it is no longer maintained. Look for another one.',
    replaced: 'The repository of "{action}" is archived: it is no longer maintained. Its owner names "{replacement}".',
  },
  fixes: { replace: 'Replace with "{replacement}"' },
  on: {
    uses({ uses }, ctx) {
      const { form, scalar, text } = uses;
      if (form.kind !== 'repository' || !isArchived(form.slug)) return;
      const replacement = replacementOf(form.slug);
      const name = text.slice(0, Math.max(0, form.ref === undefined ? text.length : form.refAt - 1));
      const edits = replacement?.dropIn ? replaced(uses, form, replacement.slug, ctx.text) : undefined;
      const params = { action: name, replacement: replacement?.slug ?? '' };
      ctx.report(spanInScalar(scalar, 0, name.length), replacement ? 'replaced' : 'archived', params, {
        tags: ['deprecated'],
        fix: edits && { title: 'replace', params, edits },
      });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹actions-rs/toolchain›@v1
            - uses: ‹ACTIONS/setup-ruby›@e932e7af67fc4a8fc77bd86b744acd4e42fe3543 # v1.1.3
              with: { ruby-version: 3.4 }
        call:
          uses: ‹actions/setup-ruby/.github/workflows/build.yml›@v1
    `),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: "‹azure/webapps-container-deploy›@v1" # the site
                with: { app-name: site }
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: "Azure/webapps-deploy@v3" # the site
                  with: { app-name: site }
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v7
            - uses: ./actions/setup-ruby
            - uses: ruby/setup-ruby@v1
    `),
  ],
});

/** Another action at its newest version, pinned as this one is; undefined where that is not known. */
function replaced(uses: Uses, form: RepositoryUse, slug: string, text: string) {
  const newest = newestMajor(slug);
  if (!newest || form.ref === undefined) return undefined;
  const { sha, tag, ref, moving } = newest;
  const name = replace(spanInScalar(uses.scalar, 0, form.refAt - 1), slug);
  if (isCommit(form.ref)) return sha === undefined ? undefined : [name, ...pinEdits(uses, form, { sha, tag }, text)];
  return [name, replace(spanInScalar(uses.scalar, form.refAt, uses.text.length), moving ? ref : tag)];
}
