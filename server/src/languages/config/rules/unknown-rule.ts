import { replace } from '../../../core/edit.js';
import { bad, good, type Rule } from '../../../core/rule.js';
import { configRule } from '../rule.js';

export const rule: Rule = configRule('config/unknown-rule', {
  summary: 'Setting for a rule that does not exist',
  why: `A rule may be named by its id (\`dockerfile/untagged-image\`), by the name that another tool gives it
(\`hadolint:DL3006\` or \`DL3006\`), by a tag, or all rules of a language at once (\`dockerfile/*\`).`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unknown: 'No rule is called "{name}".',
    misspelt: 'No rule is called "{name}". Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Change to "{suggestion}"' },
  on: {
    'unknown-rule'(problem, ctx) {
      const { subject: name, suggestion } = problem;
      if (suggestion === undefined) ctx.report(problem, 'unknown', { name });
      else {
        const fix = { title: 'rename' as const, params: { suggestion }, edits: [replace(problem, suggestion)] };
        ctx.report(problem, 'misspelt', { name, suggestion }, { fix });
      }
    },
  },
  examples: [
    bad('rules:\n  ‹dockerfile/untaged-image›: off\n', { fixed: 'rules:\n  dockerfile/untagged-image: off\n' }),
    bad('rules:\n  ‹something-else-entirely›: off\n'),
    good(
      'rules:\n  dockerfile/untagged-image: off\n  hadolint:DL3006: error\n  DL3006: info\n  dockerfile/*: warning\n',
    ),
  ],
});
