import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthcheck-test-form', {
  summary: 'Health check whose list does not say how to run it',
  why: `A \`test\` that is a list starts with \`CMD\` (run a program), \`CMD-SHELL\` (run the next item in a shell) or
\`NONE\` (no check). Compose refuses any other list; a plain string is run in a shell.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:healthcheck-test'],
  fix: 'unsafe',
  reach: 'part',
  messages: { head: 'The list of a "test" starts with CMD, CMD-SHELL or NONE, not with "{first}".' },
  fixes: { add: 'Put {head} before it' },
  on: {
    service({ service }, ctx) {
      const test = valueAt(service.value, 'healthcheck', 'test');
      const [first, ...others] = test?.kind === 'list' ? test.items : [];
      const text = textOf(first);
      if (!test || !first || text === undefined || /^(?:CMD|CMD-SHELL|NONE)$/.test(text)) return;
      const head = others.length === 0 && /\s/.test(text.trim()) ? 'CMD-SHELL' : 'CMD';
      const item = test.node.kind === 'seq' && isHere(ctx, test) ? test.node.items[0] : undefined;
      const flow = test.node.kind === 'seq' && test.node.flow;
      const before = flow
        ? `"${head}", `
        : `- ${head}${lineEnding(ctx.text)}${' '.repeat(item ? columnOf(ctx.text, item.start) : 0)}`;
      reportAt(
        ctx,
        first,
        'head',
        { first: text },
        {
          fix: item && { title: 'add', params: { head }, edits: [insert(item.start, before)] },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            healthcheck:
              test: [‹"curl"›, "-f", "http://localhost"]
          api:
            image: example/api:1
            healthcheck:
              test:
                - ‹curl -f http://localhost›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              healthcheck:
                test: ["CMD", "curl", "-f", "http://localhost"]
            api:
              image: example/api:1
              healthcheck:
                test:
                  - CMD-SHELL
                  - curl -f http://localhost
        `,
      },
    ),
    bad('services:\r\n  a:\r\n    image: a:1\r\n    healthcheck:\r\n      test:\r\n      - ‹curl›\r\n      - x\r\n', {
      fixed:
        'services:\r\n  a:\r\n    image: a:1\r\n    healthcheck:\r\n      test:\r\n      - CMD\r\n      - curl\r\n      - x\r\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          healthcheck: { test: ["CMD-SHELL", "true"] }
        api:
          image: example/api:1
          healthcheck: { test: curl -f http://localhost }
        job:
          image: example/job:1
          healthcheck: { test: [NONE] }
    `),
  ],
});
