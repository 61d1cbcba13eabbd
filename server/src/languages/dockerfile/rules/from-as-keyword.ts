import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { sameCase } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/from-as-keyword', {
  summary: 'Second word of FROM that is not AS',
  why: `\`FROM image AS name\` gives a stage its name; no other word may stand between the two.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:INVALID_AS', 'buildkit:instruction-error'],
  fix: 'unsafe',
  reach: 'part',
  messages: { word: 'The word between the image and the name of the stage has to be AS, not "{word}".' },
  fixes: { useAs: 'Change to {as}' },
  on: {
    FROM({ words, as, keyword }, ctx) {
      if (words.length !== 3 || !as || /^as$/i.test(as.text)) return;
      const text = sameCase(keyword.text, 'AS');
      ctx.report(
        as,
        'word',
        { word: as.text },
        { fix: { title: 'useAs', params: { as: text }, edits: [replace(as, text)] } },
      );
    },
  },
  examples: [
    bad('FROM alpine:3.22 ‹SA› base\n', { fixed: 'FROM alpine:3.22 AS base\n' }),
    bad('from alpine:3.22 ‹a› base\n', { fixed: 'from alpine:3.22 as base\n' }),
    good('FROM alpine:3.22 as base\nFROM alpine:3.22\n'),
  ],
});
