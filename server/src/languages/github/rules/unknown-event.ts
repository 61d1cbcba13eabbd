import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { hasExpression } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { eventFact, eventNames } from '../tables/events.js';

export const rule: Rule = githubRule('github/unknown-event', {
  summary: 'A workflow waits for an event that does not exist',
  why: `GitHub refuses a workflow whose \`on\` names an event that it does not know. Names are compared by case:
\`Push\` is none. Events that GitHub no longer sends leave the workflow without a run.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:schema'],
  fix: 'safe',
  messages: {
    unknown: 'There is no event "{event}". Use one that GitHub sends, such as "push".',
    misspelt: 'There is no event "{event}". Did you mean "{suggestion}"?',
    retired: 'GitHub no longer sends "{event}". Remove it.',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    workflow({ events }, ctx) {
      for (const { name, scalar } of events) {
        const fact = eventFact(name);
        if (fact?.retired) ctx.report(scalar, 'retired', { event: name }, { severity: 'info', aliases: [] });
        if (fact || hasExpression(scalar)) continue;
        const suggestion = nearest(name, eventNames);
        if (suggestion === undefined) ctx.report(scalar, 'unknown', { event: name });
        else
          ctx.report(
            scalar,
            'misspelt',
            { event: name, suggestion },
            { fix: { title: 'rename', edits: [replaceScalar(scalar, suggestion)] } },
          );
      }
    },
  },
  examples: [
    bad(
      source`
        on: [push, ‹pull-request›]
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on: [push, pull_request]
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    bad(
      source`
        on:
          ‹Push›:
            branches: [main]
          ‹nightly_builds›:
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
    ),
    bad('on: ‹project_card›\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    good('on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    good(source`
      on:
        workflow_dispatch:
        release: {types: [published]}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
