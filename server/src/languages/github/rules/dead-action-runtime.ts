import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { actionVersion, isDead, versionEdits } from '../model/action-version.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/dead-action-runtime', {
  summary: 'A version of an action that GitHub no longer runs as it is',
  why: `Node.js 12 and 16 are gone from the runners: actions that were made for them are run by a newer version, with a
warning, and not all of them work with it. The services for artifacts and caches refuse old clients, so that
\`upload-artifact\` and \`download-artifact\` up to version 3 and \`cache\` before 3.4.0 and 4.2.0 end the job with an error.
Change to a newer major, and look at what it changed.

GitHub Enterprise Server still takes \`upload-artifact@v3\`; switch the rule off there.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    refused: '"{action}" ends with an error: GitHub no longer answers this version. {newer}',
    runtime: '"{action}" is made for Node.js {node}, which the runners no longer have. {newer}',
    dead: '"{action}" is made for a Node.js that the runners no longer have. {newer}',
  },
  fixes: { bump: 'Change to {version}' },
  on: {
    uses({ uses }, ctx) {
      const { form } = uses;
      if (form.kind !== 'repository') return;
      const version = actionVersion(form, uses, ctx.text);
      if (!version || !isDead(version)) return;
      const { title, using, state, newer } = version;
      const change = newer && versionEdits(form, uses, newer, ctx.text);
      ctx.report(
        spanInScalar(uses.scalar, form.refAt, uses.text.length),
        state === 'refused' ? 'refused' : using ? 'runtime' : 'dead',
        {
          action: title,
          node: using?.slice(4) ?? '',
          newer: newer ? `Change to "${newer.moving ? newer.ref : newer.tag}".` : 'Look for another action.',
        },
        {
          fix: change && { title: 'bump', params: { version: change.version }, edits: change.edits },
        },
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
            - uses: actions/checkout@‹v3›
            - uses: "actions/upload-artifact@‹v3›"
              with: { path: dist }
            - { uses: docker/login-action@‹v2.1.0› }
            - uses: actions/cache@‹v4.0.2›
              with: { path: a, key: b }
            - uses: actions/checkout@‹1111111111111111111111111111111111111111› # v3.6.0
    `),
    bad(
      source`
        on: push
        jobs:
          tell:
            runs-on: ubuntu-latest
            steps:
              - uses: 8398a7/action-slack@‹v2› # the chat
                with: { status: done }
              - { uses: 8398a7/action-slack@‹v2.7.0›, with: { status: done } }
              - uses: '8398a7/action-slack@‹db35ed13d63ce3d2ab6acb86604a1daeaa038628›' # v2.7.0
                with: { status: done }
      `,
      {
        fixed: source`
          on: push
          jobs:
            tell:
              runs-on: ubuntu-latest
              steps:
                - uses: 8398a7/action-slack@v3 # the chat
                  with: { status: done }
                - { uses: 8398a7/action-slack@v3.19.0, with: { status: done } }
                - uses: '8398a7/action-slack@77eaa4f1c608a7d68b38af4e3f739dcd8cba273e' # v3.19.0
                  with: { status: done }
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: actions/checkout@main
            - uses: actions/cache@v4
            - uses: actions/cache@v4.2.0
            - uses: example/unknown@v1
            - uses: ./setup
    `),
  ],
});
