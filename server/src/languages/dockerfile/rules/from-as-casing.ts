import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/from-as-casing', {
  summary: 'FROM and AS in different case',
  why:
    `Mixed case makes a FROM line harder to read, and searches for ` +
    '`AS` miss some stages. Write both words in upper case, or both in lower case.',
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:FromAsCasing'],
  fix: 'safe',
  messages: { differs: '"{as}" is not in the same case as "{from}". Write "{wanted}".' },
  fixes: { match: 'Write "{wanted}"' },
  on: {
    FROM({ keyword, as, words }, ctx) {
      if (!as || words.length < 3 || as.text.toUpperCase() !== 'AS') return;
      const lower = keyword.text === keyword.text.toLowerCase();
      // FROM in mixed case is a matter of its own.
      if (!lower && keyword.text !== keyword.text.toUpperCase()) return;
      const wanted = lower ? 'as' : 'AS';
      if (as.text === wanted) return;
      const params = { as: as.text, from: keyword.text, wanted };
      ctx.report(as, 'differs', params, { fix: { title: 'match', edits: [replace(as, wanted)] } });
    },
  },
  examples: [
    bad('FROM alpine:3.22 ‹as› base\n', { fixed: 'FROM alpine:3.22 AS base\n' }),
    bad('from alpine:3.22 ‹AS› base\n', { fixed: 'from alpine:3.22 as base\n' }),
    bad('FROM alpine:3.22 \\\r\n  ‹As› base\r\n', { fixed: 'FROM alpine:3.22 \\\r\n  AS base\r\n' }),
    good(source`
      FROM alpine:3.22 AS base
      from alpine:3.22 as other
    `),
    good('From alpine:3.22 as base\n'),
  ],
});
