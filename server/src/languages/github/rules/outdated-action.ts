import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { actionVersion, isDead, versionEdits } from '../model/action-version.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/outdated-action', {
  summary: 'A newer major of the action is available',
  why: `Old majors get no fixes, and in the end GitHub stops running them: those made for Node.js 20 are on their way out
now. What an action changed from one major to the next is in its release notes; Dependabot proposes such changes by itself, with
\`package-ecosystem: github-actions\` in \`.github/dependabot.yml\`.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    newer: '"{action}" is not the newest major: {newest} is available.',
    node: '"{action}" is made for Node.js 20, which GitHub retires: {newest} is available.',
  },
  fixes: { bump: 'Change to {version}' },
  on: {
    uses({ uses }, ctx) {
      const { form } = uses;
      if (form.kind !== 'repository') return;
      const version = actionVersion(form, uses, ctx.text);
      // What does not run any more is told by a rule of its own.
      if (!version?.newer || isDead(version)) return;
      const { title, using, newer } = version;
      const change = versionEdits(form, uses, newer, ctx.text);
      ctx.report(
        spanInScalar(uses.scalar, form.refAt, uses.text.length),
        using === 'node20' ? 'node' : 'newer',
        { action: title, newest: newer.ref },
        { fix: change && { title: 'bump', params: { version: change.version }, edits: change.edits } },
      );
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@‹v4›
            - uses: actions/checkout@‹1111111111111111111111111111111111111111› # v5.0.0
            - { uses: docker/login-action@‹v3› }
    `),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: SonarSource/sonarcloud-github-action@‹v4› # the judge
              - { uses: SonarSource/sonarcloud-github-action@‹v4.0› }
              - uses: 'SonarSource/sonarcloud-github-action@‹02ef91109b2d589e757aefcfb2854c2783fd7b19›' # v4.0
              - uses: SonarSource/sonarcloud-github-action@‹02ef91109b2d589e757aefcfb2854c2783fd7b19›
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: SonarSource/sonarcloud-github-action@v5 # the judge
                - { uses: SonarSource/sonarcloud-github-action@v5.0 }
                - uses: 'SonarSource/sonarcloud-github-action@ffc3010689be73b8e5ae0c57ce35968afd7909e8' # v5.0
                - uses: SonarSource/sonarcloud-github-action@ffc3010689be73b8e5ae0c57ce35968afd7909e8 # v5.0
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
            - uses: actions/checkout@v8
            - uses: actions/checkout@main
            - uses: actions/checkout@v3
            - uses: aquasecurity/trivy-action@0.28.0
            - uses: actions/checkout@1111111111111111111111111111111111111111
            - uses: example/unknown@v1
    `),
  ],
});
