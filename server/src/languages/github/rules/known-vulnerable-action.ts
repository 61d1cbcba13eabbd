import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { advisoriesOf } from '../actions/advisories.js';
import { majorsOf } from '../actions/contracts.js';
import { tagsOf } from '../model/pinned.js';
import { isCommit, majorOf } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/known-vulnerable-action', {
  summary: 'A version of an action with a published weakness',
  why: `The action runs with the token and the secrets of the job, and what is wrong with this version of it is public. Take the
version in which it is mended. The table of weaknesses comes with the checker, and no look at the network is taken: what was
published since is not in it. The version behind a commit is taken from the comment at the end of the line.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:known-vulnerable-actions', 'poutine:known_vulnerability_in_build_component'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    known: '"{name}" {version} has a known weakness: {text} ({id}). Use {fixed} or later.',
  },
  fixes: { mended: 'Use {ref}' },
  on: {
    uses({ uses }, ctx) {
      const { form } = uses;
      if (form.kind !== 'repository' || form.ref === undefined) return;
      const [version] = tagsOf(form, uses.scalar, ctx.text);
      if (version === undefined) return;
      const name = `${form.owner}/${form.repo}`;
      const names = [name.toLowerCase(), form.slug];
      const [found] = advisoriesOf(names, version);
      if (!found) return;
      const at = spanInScalar(uses.scalar, form.refAt, uses.text.length);
      // The nearest major without a weakness, as its tag moves with its releases.
      const mended = majorsOf(form.slug).find(
        ({ ref, moving }) =>
          moving && (majorOf(ref) ?? 0) >= (found.fixed[0] ?? 0) && advisoriesOf(names, ref).length === 0,
      );
      const fixed = `v${found.fixed.join('.')}`;
      const id = found.cve ?? found.id;
      ctx.report(
        at,
        'known',
        { name, version, text: found.text, id, fixed },
        {
          fix:
            mended && !isCommit(form.ref)
              ? { title: 'mended', params: { ref: mended.ref }, edits: [replace(at, mended.ref)] }
              : undefined,
        },
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
              - uses: tj-actions/branch-names@‹v6›
              - uses: gradle/gradle-build-action@‹v2.4.1›
              - uses: actions/download-artifact@‹0000000000000000000000000000000000000000› # v4.1.6
              - uses: azure/setup-kubectl@‹v2› # for the cluster
          plan:
            uses: kartverket/github-workflows/.github/workflows/run-terraform.yml@‹v2.7.1›
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: tj-actions/branch-names@v6
                - uses: gradle/gradle-build-action@v2
                - uses: actions/download-artifact@0000000000000000000000000000000000000000 # v4.1.6
                - uses: azure/setup-kubectl@v3 # for the cluster
            plan:
              uses: kartverket/github-workflows/.github/workflows/run-terraform.yml@v2.7.1
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: tj-actions/branch-names@v7
            - uses: gradle/gradle-build-action@v2
            - uses: gradle/gradle-build-action@v2.4.2
            - uses: actions/download-artifact@v3
            - uses: actions/download-artifact@v4
            - uses: actions/download-artifact@main
            - uses: actions/download-artifact@0000000000000000000000000000000000000000
        plan:
          uses: kartverket/github-workflows/.github/workflows/other.yml@v2.7.1
    `),
  ],
});
