import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/quote-ports', {
  summary: 'A port is written without quotes',
  why: `Engines that read YAML 1.1 take \`22:22\` for a number with base 60. Quotes, single or double, keep every port what it is.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:require-quotes-in-ports'],
  fix: 'safe',
  reach: 'part',
  messages: { quotes: 'Port {port} has no quotes. Put it in quotes.' },
  fixes: { quote: 'Put it in quotes' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 2 || path[0] !== 'services') return;
      for (const key of ['ports', 'expose']) {
        const list = entryOf(map, key)?.value;
        if (list?.kind !== 'seq') continue;
        for (const { value } of list.items) {
          if (value?.kind !== 'scalar' || value.style !== 'plain' || value.tag || value.text === '') continue;
          const fixable = !/["\\\r\n]/.test(value.text);
          const fix = fixable ? ({ title: 'quote', edits: [replace(value, `"${value.text}"`)] } as const) : undefined;
          ctx.report(value, 'quotes', { port: value.text }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ports:
              - ‹80›
              - ‹8080:80› # the site
              - "81:81"
              - ‹\${PORT}:80›
            expose: [‹3000›, '3001']
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports:
                - "80"
                - "8080:80" # the site
                - "81:81"
                - "\${PORT}:80"
              expose: ["3000", '3001']
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: ['80:80', "81:81", { target: 82, published: 82 }]
    `),
  ],
});
