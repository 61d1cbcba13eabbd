import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/uppercase-instruction', {
  summary: 'Instruction that is not in upper case',
  why: `Upper case sets instructions off from their arguments. It is a custom only, so the rule is off unless you ask for it.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dockerfile-utils:CASING_INSTRUCTION'],
  fix: 'safe',
  reach: 'part',
  messages: { casing: 'Write "{keyword}" in upper case.' },
  fixes: { change: 'Write "{upper}"' },
  on: {
    instruction({ kind, keyword }, ctx) {
      const upper = keyword.text.toUpperCase();
      if (kind === 'UNKNOWN' || keyword.text === upper) return;
      const fix = { title: 'change' as const, params: { upper }, edits: [replace(keyword, upper)] };
      ctx.report(keyword, 'casing', { keyword: keyword.text }, { fix });
    },
  },
  examples: [
    bad('‹from› alpine:3.22\nONBUILD ‹Run› ls\n', { fixed: 'FROM alpine:3.22\nONBUILD RUN ls\n' }),
    good('FROM alpine:3.22\nRUN run\n'),
  ],
});
