import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/duplicate-key', {
  summary: 'The same key twice in one table',
  why: `A table has each key once; Compose refuses a second one, also a second \`<<\`. Several tables are taken over with
one list: \`<<: [*one, *two]\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:duplicate-key'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    key: '"{key}" is set twice in the same table. Take one of them out.',
    merge: 'A table has "<<" once. Name all that it takes over in one list: "<<: [*one, *two]".',
  },
  fixes: { join: 'Write one list' },
  on: {
    map({ map }, ctx) {
      const seen = new Map<string, YamlEntry>();
      for (const entry of map.entries) {
        const key = keyText(entry);
        if (key === undefined || !entry.key) continue;
        const first = seen.get(key);
        if (!first?.key) {
          seen.set(key, entry);
          continue;
        }
        const related = [{ span: first.key, message: 'The first' }];
        const edits = key === '<<' ? joined(ctx.text, map, first, entry) : undefined;
        ctx.report(
          entry.key,
          key === '<<' ? 'merge' : 'key',
          { key },
          {
            related,
            fix: edits && { title: 'join', edits },
          },
        );
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          ‹image›: nginx:1.28
          environment: { A: 1, ‹A›: 2 }
    `),
    bad(
      source`
        x-one: &one { restart: always }
        x-two: &two { init: true }
        services:
          web:
            <<: *one
            ‹<<›: *two
            image: nginx:1.29
      `,
      {
        fixed: source`
          x-one: &one { restart: always }
          x-two: &two { init: true }
          services:
            web:
              <<: [*one, *two]
              image: nginx:1.29
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          <<: { init: true }
        api:
          image: example/api:1
    `),
  ],
});

/** Both values in one list, in place of the first. Only of aliases, and of lists of them in flow style. */
function joined(text: string, map: YamlMap, first: YamlEntry, second: YamlEntry): readonly TextEdit[] | undefined {
  const values = [first, second].map(({ value }) => {
    if (value?.kind === 'alias') return text.slice(value.start, value.end);
    return value?.kind === 'seq' && value.flow ? text.slice(value.start + 1, value.end - 1).trim() : undefined;
  });
  const drop = removeEntry(text, map, second);
  return first.value && drop && values.every((one) => one !== undefined)
    ? [replace(first.value, `[${values.join(', ')}]`), drop]
    : undefined;
}
