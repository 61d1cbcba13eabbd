import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { entriesOf, hasExpression, scalarsOf } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { eventFact, typesOf } from '../tables/events.js';

export const rule: Rule = githubRule('github/invalid-activity-type', {
  summary: 'An event has no such activity type',
  why: `\`types\` narrows an event to some of what can happen, such as \`opened\` or \`labeled\`. GitHub refuses a
workflow that names a type which the event does not have, and one with \`types\` on an event without any.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:schema'],
  fix: 'safe',
  messages: {
    unknown: '"{event}" has no type "{type}". Use one of {types}.',
    misspelt: '"{event}" has no type "{type}". Did you mean "{suggestion}"?',
    none: '"{event}" has no types. Remove "types".',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    workflow({ events }, ctx) {
      for (const { name, config } of events) {
        const fact = eventFact(name);
        const types = entriesOf(config).find((entry) => entry.name === 'types');
        if (!fact || !types || fact.types === 'free') continue;
        if (!fact.types) {
          ctx.report(types.key, 'none', { event: name });
          continue;
        }
        const allowed = typesOf(name);
        for (const scalar of scalarsOf(types.value)) {
          const type = scalar.text;
          if (allowed.includes(type) || hasExpression(scalar)) continue;
          const suggestion = nearest(type, allowed);
          if (suggestion === undefined)
            ctx.report(scalar, 'unknown', { event: name, type, types: allowed.map((one) => `"${one}"`).join(', ') });
          else
            ctx.report(
              scalar,
              'misspelt',
              { event: name, type, suggestion },
              { fix: { title: 'rename', edits: [replaceScalar(scalar, suggestion)] } },
            );
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          pull_request:
            types: [opened, ‹synchronized›]
          push:
            ‹types›: [created]
          watch: {types: ‹startd›}
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on:
            pull_request:
              types: [opened, synchronize]
            push:
              types: [created]
            watch: {types: started}
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    bad(source`
      on:
        milestone: {types: [‹merged-by-someone›]}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        pull_request: {types: [opened, ready_for_review]}
        repository_dispatch: {types: [anything-at-all]}
        release: {types: published}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
