import { bad, good, source } from '../../../core/rule.js';
import { keyText } from '../../../yaml/values.js';
import { alphabetical, disorderIn } from '../model/order.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/sort-services', {
  summary: 'Services are not in alphabetical order',
  why: `In a long file a service is found faster, and two changes meet less often, where services are in order.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:services-alphabetical-order'],
  fix: 'safe',
  messages: { order: '"{service}" belongs before "{before}". Sort the services.' },
  fixes: { sort: 'Sort the services' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 1 || path[0] !== 'services') return;
      const found = disorderIn(ctx, map, (part) => ('colon' in part ? keyText(part) : undefined), alphabetical);
      if (!found) return;
      const { span, name, before, edits } = found;
      ctx.report(span, 'order', { service: name, before }, { fix: edits && { title: 'sort', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          # The site
          web:
            image: nginx:1.29

          # Its data
          ‹db›:
            image: postgres:18 # as in production
          api:
            image: example/api:1
      `,
      {
        fixed: source`
          services:
            api:
              image: example/api:1

            # Its data
            db:
              image: postgres:18 # as in production
            # The site
            web:
              image: nginx:1.29
        `,
      },
    ),
    bad('services:\n  b: &base\n    image: a:1\n  ‹a›:\n    <<: *base\n'),
    good('services:\n  a:\n    image: a:1\n  b:\n    image: b:1\n'),
  ],
});
