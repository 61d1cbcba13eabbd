import { bad, good } from '../../../core/rule.js';
import { isEmpty } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/empty-file', {
  summary: 'Compose file that says nothing',
  why: `Compose refuses a file in which there are only comments, or nothing at all.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:empty-file'],
  fix: 'none',
  messages: { empty: 'This Compose file is empty. Begin with "services:".' },
  on: {
    file({ stream }, ctx) {
      const { documents } = stream;
      if (documents.some(({ problems }) => problems.length > 0)) return;
      if (documents.every(({ root }) => isEmpty(root) || (root?.kind === 'map' && root.entries.length === 0)))
        ctx.report({ start: 0, end: 0 }, 'empty');
    },
  },
  examples: [
    bad('‹›# nothing yet\n'),
    bad('‹›---\n{}\n'),
    good('services:\n  web:\n    image: nginx:1.29\n'),
    good('---\n---\nname: web\n'),
  ],
});
