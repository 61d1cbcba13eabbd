import { bad, good, source } from '../../../core/rule.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { keyText, resolved } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/merge-key-invalid', {
  summary: 'Something other than tables to take over with `<<`',
  why: `\`<<\` takes over the entries of a table, mostly by an alias of one, or of each table of a list. It can take nothing
from a text, a number or an empty value, and Compose refuses the file.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:yaml-merge-key'],
  fix: 'none',
  reach: 'part',
  messages: { value: '"<<" takes over tables: an alias of one, or a list of them. Write "<<: *name".' },
  on: {
    entry({ entry }, ctx) {
      const { key, value } = entry;
      if (keyText(entry) !== '<<' || key?.kind !== 'scalar' || key.style !== 'plain') return;
      if (!value) {
        ctx.report(key, 'value');
        return;
      }
      const source = resolved(value);
      if (source?.kind === 'seq') {
        for (const item of source.items) if (!isTable(item.value)) ctx.report(source === value ? item : value, 'value');
      } else if (!isTable(value)) ctx.report(value, 'value');
    },
  },
  examples: [
    bad(source`
      x-name: &name web
      services:
        web:
          image: nginx:1.29
          <<: ‹*name›
        api:
          image: example/api:1
          ‹<<›:
        job:
          image: example/job:1
          <<: [‹text›]
    `),
    good(source`
      x-one: &one { restart: always }
      x-all: &all [*one, { init: true }]
      services:
        web:
          image: nginx:1.29
          <<: *one
        api:
          image: example/api:1
          <<: *all
        job:
          image: example/job:1
          "<<": text
    `),
  ],
});

/** Whether it is a table; an alias of nothing, or of what contains it, is told by itself. */
function isTable(node: YamlNode | undefined): boolean {
  if (!node) return false;
  const target = resolved(node);
  return target === undefined || target.kind === 'map';
}
