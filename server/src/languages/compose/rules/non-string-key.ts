import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { valueOf } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/non-string-key', {
  summary: 'Key that is a number, a boolean or nothing',
  why: `Without quotes \`123:\` is a number and \`true:\` a boolean, and Compose takes only text for a key. In quotes it is
text.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:non-string-key'],
  fix: 'safe',
  reach: 'part',
  messages: {
    key: 'The key "{key}" is not a string. Put it in quotes.',
    none: 'A key is missing before the colon.',
    table: 'A key cannot be a list or a table. If it is a placeholder, put it in quotes.',
  },
  fixes: { quote: 'Put it in quotes' },
  on: {
    entry({ entry, path }, ctx) {
      const { key } = entry;
      // Where the text is no YAML, a bracket that is still open makes keys of what follows.
      const broken = ctx.document.stream.documents.some(({ problems }) => problems.length > 0);
      if (!key) {
        if (entry.colon !== undefined && !broken) ctx.report({ start: entry.colon, end: entry.colon + 1 }, 'none');
        return;
      }
      // What stands within such a key goes with it.
      if (!broken && (key.kind === 'map' || key.kind === 'seq') && path.at(-2) !== '') ctx.report(key, 'table');
      if (key.kind !== 'scalar' || key.style !== 'plain' || key.text === '<<') return;
      const { text } = key;
      if (key.tag || (typeof valueOf(key) === 'string' && !isOtherValue(text))) return;
      ctx.report(key, 'key', { key: text }, { fix: { title: 'quote', edits: [replace(key, JSON.stringify(text))] } });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹1›:
            image: nginx:1.29
            environment: { ‹8080›: web, ‹true›: 1 }
            labels:
              ‹2026-01-01›: day
              ‹1_000›: x
      `,
      {
        fixed: source`
          services:
            "1":
              image: nginx:1.29
              environment: { "8080": web, "true": 1 }
              labels:
                "2026-01-01": day
                "1_000": x
        `,
      },
    ),
    bad('services:\n  web:\n    image: nginx:1.29\n    environment: { ‹{ name }›: 1 }\n'),
    bad('‹{{ name }}›:\n  a: 1\n'),
    good(source`
      services:
        "1":
          image: nginx:1.29
          environment: { yes: 1, 1a: 2, 1.2.3: 3 }
    `),
  ],
});

/** Numbers with underscores, in base 2, and days: what Compose's YAML reader takes for values besides the core schema's. */
function isOtherValue(text: string): boolean {
  if (/^\d{4}-\d{2}-\d{2}(?:[Tt ][\d:.]+(?:Z|[-+]\d\d?(?::?\d\d)?)?)?$/.test(text)) return true;
  return /^[-+]?0b[01_]+$/.test(text) || (/^[-+]?\d[\d_]*$/.test(text) && text.includes('_') && !text.endsWith('_'));
}
