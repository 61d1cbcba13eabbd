import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { entryOf, valueOf } from '../../../yaml/values.js';
import { mapIn, scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/concurrency-queue-conflict', {
  summary: 'Runs are to wait in a queue and to be cancelled',
  why: `\`queue: max\` keeps all runs that wait for a group, \`cancel-in-progress: true\` ends the one before for each
that comes. GitHub refuses both together.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:concurrency-queue-conflict'],
  fix: 'unsafe',
  messages: { both: '"queue: max" and "cancel-in-progress: true" exclude each other. Remove one.' },
  fixes: { remove: 'Remove "cancel-in-progress"' },
  on: {
    workflow({ root, jobs }, ctx) {
      for (const owner of [root, ...jobs.map(({ map }) => map)]) {
        const map = mapIn(owner, 'concurrency');
        if (!map || !isConflict(map)) continue;
        const entry = entryOf(map, 'cancel-in-progress');
        const edit = entry && removeEntry(ctx.text, map, entry);
        ctx.report(entry?.key ?? map, 'both', {}, { fix: edit && { title: 'remove', edits: [edit] } });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        concurrency:
          group: deploy
          queue: max
          ‹cancel-in-progress›: true
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on: push
          concurrency:
            group: deploy
            queue: max
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good(source`
      on: push
      concurrency: {group: deploy, queue: single, cancel-in-progress: true}
      jobs:
        a:
          concurrency: {group: a, queue: max, cancel-in-progress: false}
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});

function isConflict(map: YamlMap): boolean {
  const cancel = scalarIn(map, 'cancel-in-progress');
  return scalarIn(map, 'queue')?.text === 'max' && cancel !== undefined && valueOf(cancel) === true;
}
