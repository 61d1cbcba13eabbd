import { bad, good, source } from '../../../core/rule.js';
import { addItem, removeEntry, written } from '../../../yaml/edits.js';
import { entriesOf, hasExpression, scalarsOf } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/exclusive-filters', {
  summary: 'A filter and its opposite are used together',
  why: `GitHub refuses an event with both \`branches\` and \`branches-ignore\`, and so for tags and paths. Patterns
that begin with \`!\` take out of one list what a pattern before them let in.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events'],
  fix: 'unsafe',
  messages: { both: '"{event}" may have "{filter}" or "{filter}-ignore", not both. Write "!" patterns in "{filter}".' },
  fixes: { negate: 'Move its patterns into "{filter}" with "!"' },
  on: {
    workflow({ events }, ctx) {
      for (const { name, config } of events) {
        if (config?.kind !== 'map') continue;
        const entries = entriesOf(config);
        for (const filter of ['branches', 'tags', 'paths']) {
          const list = entries.find((entry) => entry.name === filter);
          const ignored = entries.find((entry) => entry.name === `${filter}-ignore`);
          if (scalarsOf(list?.value).length === 0 || scalarsOf(ignored?.value).length === 0) continue;
          if (!list || !ignored) continue;
          const patterns = scalarsOf(ignored.value);
          const seq = list.entry.value?.kind === 'seq' ? list.entry.value : undefined;
          const lines = patterns.map(({ text }) => written(`!${text}`, 'single', seq?.flow));
          const items = seq && !patterns.some(hasExpression) ? lines.map((line) => addItem(ctx.text, seq, [line])) : [];
          const [first] = items;
          const added = first && { ...first, text: items.map((item) => item?.text ?? '').join('') };
          const removed = removeEntry(ctx.text, config, ignored.entry);
          ctx.report(
            ignored.key,
            'both',
            { event: name, filter },
            { fix: added && removed && { title: 'negate', edits: [added, removed] } },
          );
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          push:
            branches:
              - 'release/**'
            ‹branches-ignore›:
              - release/old
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on:
            push:
              branches:
                - 'release/**'
                - '!release/old'
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good(source`
      on:
        push: {branches: [main], tags-ignore: [v0.*], paths: [], paths-ignore: [docs/**]}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
