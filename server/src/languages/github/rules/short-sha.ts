import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { majorsOf } from '../actions/contracts.js';
import { commentBehind, versionInComment } from '../model/pinned.js';
import type { RepositoryUse, Uses } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/short-sha', {
  summary: 'A shortened commit as the version of an action',
  why: `GitHub does not look up shortened hashes: what has 7 or 8 hex digits is taken for a branch or a tag, which mostly is not
there, so the job fails when it starts. Write all 40 digits.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:short-sha-ref'],
  fix: 'unsafe',
  reach: 'part',
  messages: { short: '"{ref}" looks like a shortened commit, which GitHub does not find. Write all of its 40 digits.' },
  fixes: { full: 'Replace with "{sha}", the commit of {tag}' },
  on: {
    uses({ uses }, ctx) {
      const { form, scalar, text } = uses;
      if (form.kind !== 'repository' || form.ref === undefined || !/^[0-9a-f]{7,8}$/i.test(form.ref)) return;
      // Dates are written so as well.
      if (/^(?:19|20)\d{6}$/.test(form.ref)) return;
      const at = spanInScalar(scalar, form.refAt, text.length);
      const full = fullCommit(uses, form, ctx.text);
      ctx.report(
        at,
        'short',
        { ref: form.ref },
        { fix: full && { title: 'full', params: full, edits: [replace(at, full.sha)] } },
      );
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/deploy-pages@‹13b55b3›
              - uses: "actions/deploy-pages@‹13B55B33›" # v3.0.1
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630
                - uses: "actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630" # v3.0.1
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: example/tool@‹a1b2c3d›
        call:
          uses: example/shared/.github/workflows/build.yml@‹a1b2c3d4›
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630
            - uses: example/tool@a1b2c3
            - uses: example/tool@release
            - uses: example/tool@20260131
    `),
  ],
});

/** The commit of our table that begins so. A comment that names another version is right to be looked at first. */
function fullCommit(
  { scalar }: Uses,
  { slug, ref = '' }: RepositoryUse,
  text: string,
): { readonly sha: string; readonly tag: string } | undefined {
  const found = majorsOf(slug).find(({ sha }) => sha?.startsWith(ref.toLowerCase()));
  if (!found?.sha) return undefined;
  const comment = commentBehind(text, scalar);
  const written = comment && versionInComment(comment.text);
  return written && written.version !== found.tag ? undefined : { sha: found.sha, tag: found.tag };
}
