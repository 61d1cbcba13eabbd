import { bad, good, source } from '../../../core/rule.js';
import { entriesOf, scalarsOf } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { eventFact, eventsWith, filtersOf } from '../tables/events.js';

const filters = ['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore', 'workflows'];

export const rule: Rule = githubRule('github/filter-not-available', {
  summary: 'An event is filtered by what it does not have',
  why: `Only some events have branches, tags or paths to filter by: \`pull_request\` has no \`tags\`, \`issues\` has no
\`branches\`. \`workflow_run\` has to name the workflows that it waits for, and no other event has \`workflows\`. GitHub
refuses the workflow, or runs it for everything.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:schema'],
  fix: 'none',
  messages: {
    other: '"{event}" has no filter "{filter}", which only exists for {events}. Remove it.',
    workflows: '"workflow_run" needs "workflows" with the names of those that it waits for. Add it.',
  },
  on: {
    workflow({ events }, ctx) {
      for (const { name, scalar, config } of events) {
        const fact = eventFact(name);
        if (!fact) continue;
        const entries = entriesOf(config);
        for (const { name: filter, key } of entries) {
          if (!filters.includes(filter) || filtersOf(name).includes(filter) || fact.keys?.includes(filter)) continue;
          const others = eventsWith(filter).map((one) => `"${one}"`);
          ctx.report(key, 'other', { event: name, filter, events: others.join(', ') });
        }
        if (!fact.keys?.includes('workflows')) continue;
        const workflows = entries.find((entry) => entry.name === 'workflows')?.value;
        if (scalarsOf(workflows).length === 0) ctx.report(scalar, 'workflows');
      }
    },
  },
  examples: [
    bad(source`
      on:
        issues:
          ‹branches›: [main]
        pull_request:
          ‹tags›: [v1]
          ‹workflows›: [ci]
        ‹workflow_run›:
          types: [completed]
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        push: {branches: [main], tags: [v*], paths: [src/**]}
        pull_request: {branches-ignore: [main], paths: [src/**]}
        workflow_run: {workflows: [ci], types: [completed], branches: [main]}
        merge_group: {branches: [main]}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
