import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { authorOf, botChecks } from '../model/bots.js';
import { isCondition } from '../model/expressions.js';
import { privilegedEvent, waitsFor } from '../model/triggers.js';
import { isAction } from '../model/uses.js';
import type { Job, Step, Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/bot-conditions', {
  summary: 'A condition trusts a bot by who triggered the event last',
  why: `\`github.actor\` is whoever caused the event, not the author of the pull request. Anybody can open one, and then make
Dependabot push to it or comment there, so that \`github.actor == 'dependabot[bot]'\` holds for changes that are not the bot's.
Compare the author: \`github.event.pull_request.user.login\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:bot-conditions', 'poutine:confused_deputy_auto_merge'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    actor:
      '"{actor}" is who triggered the event last, and others can make "{bot}" do that. Compare the author of what it is about.',
    author: '"{actor}" is who triggered the event last, and others can make "{bot}" do that. Compare "{author}".',
  },
  fixes: { author: 'Compare "{author}"' },
  on: {
    expression({ use, workflow, job }, ctx) {
      const { root } = use.parsed;
      if (!root || !workflow || !job || !isCondition(use.path)) return;
      for (const check of botChecks(root)) {
        const { actor } = check;
        const author = authorOf(workflow.events, check.isName);
        const isPrivileged = privilegedEvent(workflow) !== undefined;
        const isPull = isPrivileged || waitsFor(workflow, 'pull_request', 'workflow_call', ...reviews);
        const params = { actor: use.text.slice(actor.start, actor.end), bot: check.bot, author: author ?? '' };
        ctx.report(use.span(check.node), author === undefined ? 'actor' : 'author', params, {
          // Nobody can bring a bot to push or to run a workflow.
          ...(!isPull && { profile: 'strict' as const }),
          aliases: [
            'zizmor:bot-conditions',
            ...(merges(workflow, job, use.step) ? ['poutine:confused_deputy_auto_merge'] : []),
          ],
          fix:
            author === undefined
              ? undefined
              : { title: 'author', params: { author }, edits: [replace(use.span(actor), author)] },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on: pull_request_target
        jobs:
          merge:
            runs-on: ubuntu-latest
            if: ‹github.actor == 'dependabot[bot]'›
            steps:
              - run: gh pr merge --auto "$PR"
                if: \${{ ‹'renovate[bot]' == github['Triggering_Actor']› && github.repository == 'a/b' }}
              - run: gh pr review --approve "$PR"
                if: (‹github.actor_id == 49699333›) || github.actor == 'somebody'
      `,
      {
        fixed: source`
          on: pull_request_target
          jobs:
            merge:
              runs-on: ubuntu-latest
              if: github.event.pull_request.user.login == 'dependabot[bot]'
              steps:
                - run: gh pr merge --auto "$PR"
                  if: \${{ 'renovate[bot]' == github.event.pull_request.user.login && github.repository == 'a/b' }}
                - run: gh pr review --approve "$PR"
                  if: (github.event.pull_request.user.id == 49699333) || github.actor == 'somebody'
        `,
      },
    ),
    bad(source`
      on: [push, pull_request]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: "!(‹github.actor == 'dependabot[bot]'›)"
    `),
    good(source`
      on: pull_request_target
      jobs:
        test:
          runs-on: ubuntu-latest
          if: github.event.pull_request.user.login == 'dependabot[bot]' && github.actor != 'dependabot[bot]'
          env:
            BOT: \${{ github.actor == 'dependabot[bot]' }}
          steps:
            - run: make
              if: github.actor == 'somebody' || github.actor_id == 12
    `),
  ],
});

const reviews = ['pull_request_review', 'pull_request_review_comment'];

const mergers = [
  'ad-m/github-push-action',
  'ahmadnassri/action-dependabot-auto-merge',
  'ana06/automatic-pull-request-review',
  'endbug/add-and-commit',
  'hmarr/auto-approve-action',
  'peter-evans/create-pull-request',
  'stefanzweifel/git-auto-commit-action',
];

const checkers = [
  'dependabot/fetch-metadata',
  'fastify/github-action-merge-dependabot',
  'actions-cool/check-user-permission',
];

/** Whether what the condition is for approves or merges pull requests, and nothing before it looks who wrote them. */
function merges(workflow: Workflow, job: Job, step: Step | undefined): boolean {
  if (!waitsFor(workflow, 'pull_request_target', 'workflow_run')) return false;
  const checked = job.steps.findIndex(({ uses }) => isAction(uses, ...checkers));
  const before = checked === -1 ? job.steps : job.steps.slice(0, checked);
  return before.some((one) => {
    if (step && one !== step) return false;
    return isAction(one.uses, ...mergers) || /\bgh\s+pr\s+(?:merge|review)\b/.test(one.run?.text ?? '');
  });
}
