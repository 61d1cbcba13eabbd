import { bad, good, source } from '../../../core/rule.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { alphabetical, disorderIn } from '../model/order.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/sort-depends-on', {
  summary: 'What a service depends on is not in alphabetical order',
  why: `The order in \`depends_on\` means nothing: services start as their own dependencies allow. In alphabetical order a name is
found faster.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:service-dependencies-alphabetical-order'],
  fix: 'safe',
  reach: 'part',
  messages: { order: '"{name}" belongs before "{before}". Sort "depends_on".' },
  fixes: { sort: 'Sort "depends_on"' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 2 || path[0] !== 'services') return;
      const list = entryOf(map, 'depends_on')?.value;
      if (list?.kind !== 'seq' && list?.kind !== 'map') return;
      const found = disorderIn(
        ctx,
        list,
        (part) => ('colon' in part ? keyText(part) : part.value?.kind === 'scalar' ? part.value.text : undefined),
        alphabetical,
      );
      if (!found) return;
      const { span, name, before, edits } = found;
      ctx.report(span, 'order', { name, before }, { fix: edits && { title: 'sort', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            depends_on:
              - db # data
              - ‹cache›
          api:
            image: example/api:1
            depends_on:
              redis:
                condition: service_started
              ‹db›:
                condition: service_healthy
          job:
            image: example/job:1
            depends_on: [b, ‹a›]
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              depends_on:
                - cache
                - db # data
            api:
              image: example/api:1
              depends_on:
                db:
                  condition: service_healthy
                redis:
                  condition: service_started
            job:
              image: example/job:1
              depends_on: [a, b]
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          depends_on: [a, b]
        api:
          image: example/api:1
          depends_on:
            a: { condition: service_started }
            b: { condition: service_started }
    `),
  ],
});
