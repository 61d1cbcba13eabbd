import { replace } from '../../../core/edit.js';
import { bad, good, type Rule } from '../../../core/rule.js';
import { configRule } from '../rule.js';

export const rule: Rule = configRule('config/invalid-value', {
  summary: 'Value that a setting does not take',
  why: 'The setting is left out, as if it were not there.',
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    wrong: '"{value}" does not fit here. Expected: {expected}.',
    misspelt: '"{value}" does not fit here. Did you mean "{suggestion}"?',
  },
  fixes: { change: 'Change to "{suggestion}"' },
  on: {
    'invalid-value'(problem, ctx) {
      const { subject: value, suggestion, expected } = problem;
      if (suggestion === undefined) ctx.report(problem, 'wrong', { value, expected });
      else {
        const fix = { title: 'change' as const, params: { suggestion }, edits: [replace(problem, suggestion)] };
        ctx.report(problem, 'misspelt', { value, suggestion }, { fix });
      }
    },
  },
  examples: [
    bad('profile: ‹strickt›\n', { fixed: 'profile: strict\n' }),
    bad('rules:\n  dockerfile/untagged-image: ‹7›\n'),
    bad('overrides:\n  ‹files: "*.prod"›\n'),
    good('profile: all\noverrides:\n  - files: "*.prod"\n    profile: strict\n'),
    good('rules:\n  dockerfile/untagged-image: { level: error }\n'),
  ],
});
