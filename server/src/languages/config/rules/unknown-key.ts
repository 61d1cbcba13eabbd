import { replace } from '../../../core/edit.js';
import { bad, good, type Rule } from '../../../core/rule.js';
import { configRule } from '../rule.js';

export const rule: Rule = configRule('config/unknown-key', {
  summary: 'Setting that does not exist',
  why: 'A misspelt setting does nothing, and nobody is told at the place where it was meant to work.',
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unknown: 'There is no setting "{name}" here. Known settings: {known}.',
    misspelt: 'There is no setting "{name}" here. Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Change to "{suggestion}"' },
  on: {
    'unknown-key'(problem, ctx) {
      const { subject: name, suggestion, expected: known } = problem;
      if (suggestion === undefined) ctx.report(problem, 'unknown', { name, known });
      else {
        const fix = { title: 'rename' as const, params: { suggestion }, edits: [replace(problem, suggestion)] };
        ctx.report(problem, 'misspelt', { name, suggestion }, { fix });
      }
    },
  },
  examples: [
    bad('‹profiel›: strict\n', { fixed: 'profile: strict\n' }),
    bad('‹colour›: red\n'),
    bad('rules:\n  dockerfile/untagged-image:\n    ‹levle›: off\n', {
      fixed: 'rules:\n  dockerfile/untagged-image:\n    level: off\n',
    }),
    good('profile: strict\nrules:\n  dockerfile/untagged-image: off\n'),
  ],
});
