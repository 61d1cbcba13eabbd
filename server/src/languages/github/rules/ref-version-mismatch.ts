import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { majorsOf, tagsOfSha } from '../actions/contracts.js';
import { commentBehind, versionInComment } from '../model/pinned.js';
import { isCommit } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/ref-version-mismatch', {
  summary: 'The comment after a pinned action names another version',
  why: `The commit is what runs; the comment is what people and update bots read. If they differ, a review passes a version
that is not there. The commits of releases are taken from our own table, without a look at the network: what it does not
have is not reported.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:ref-version-mismatch'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    other: 'This commit is {tag} of "{name}", not {version}. Correct the comment, or pin the version that it names.',
    moved: '{version} of "{name}" is another commit than this one. Pin that, or correct the comment.',
  },
  fixes: { comment: 'Correct the comment to {tag}' },
  on: {
    uses({ uses }, ctx) {
      const { form, scalar } = uses;
      if (form.kind !== 'repository' || form.ref === undefined || !isCommit(form.ref)) return;
      const comment = commentBehind(ctx.text, scalar);
      const written = comment && versionInComment(comment.text);
      if (!comment || !written) return;
      const start = comment.start + written.at;
      const span = { start, end: start + written.version.length };
      const { version } = written;
      const params = { name: `${form.owner}/${form.repo}`, version };
      const [tag] = tagsOfSha(form.slug, form.ref);
      if (tag !== undefined) {
        if (agrees(version, tag)) return;
        ctx.report(
          span,
          'other',
          { ...params, tag },
          { fix: { title: 'comment', params: { tag }, edits: [replace(span, tag)] } },
        );
        return;
      }
      const release = majorsOf(form.slug).find((one) => one.tag === version && one.tag.split('.').length > 2);
      if (release?.sha && release.sha !== form.ref.toLowerCase()) ctx.report(span, 'moved', params);
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
              - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # ‹v2.0.5›
              - uses: actions/deploy-pages@0000000000000000000000000000000000000000 # tag=‹v3.0.1›
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3.0.1
                - uses: actions/deploy-pages@0000000000000000000000000000000000000000 # tag=v3.0.1
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3.0.1
            - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3
            - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # 3.0
            - uses: actions/deploy-pages@0000000000000000000000000000000000000000 # v3
            - uses: actions/deploy-pages@0000000000000000000000000000000000000000 # v3.9.9
            - uses: actions/deploy-pages@0000000000000000000000000000000000000000 # the sources
            - uses: example/tool@0000000000000000000000000000000000000000 # v1.2.3
    `),
  ],
});

/** Whether a version that may be cut short, such as `v4`, stands for a tag. */
function agrees(version: string, tag: string): boolean {
  const [short, long] = [version, tag].map((one) => one.replace(/^v/i, ''));
  return short !== undefined && long !== undefined && (long === short || long.startsWith(`${short}.`));
}
