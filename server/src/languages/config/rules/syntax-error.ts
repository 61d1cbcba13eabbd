import { bad, good, type Rule } from '../../../core/rule.js';
import { configRule } from '../rule.js';

export const rule: Rule = configRule('config/syntax-error', {
  summary: 'Configuration file that is not valid YAML',
  why: 'What cannot be read is left out, and the defaults hold in its place.',
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: { syntax: 'This is not valid YAML: {reason}' },
  on: {
    syntax(problem, ctx) {
      ctx.report(problem, 'syntax', { reason: problem.subject });
    },
  },
  examples: [
    bad('profile: strict\nignore: [‹a›\n'),
    bad('profile: strict\n‹profile›: all\n'),
    good('profile: strict\nignore: [a]\n'),
  ],
});
