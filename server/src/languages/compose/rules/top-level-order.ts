import { bad, good, option, source } from '../../../core/rule.js';
import { keyText } from '../../../yaml/values.js';
import { disorderIn } from '../model/order.js';
import { composeRule, type Rule } from '../rule.js';

const usual = ['x-*', 'version', 'name', 'include', 'services', 'networks', 'volumes', 'secrets', 'configs', 'models'];

export const rule: Rule = composeRule('compose/top-level-order', {
  summary: 'The sections of the file are not in the usual order',
  why: `Extensions first, as others refer to their anchors; then the name, what is included, the services, and what these use.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:top-level-properties-order'],
  fix: 'safe',
  options: {
    customOrder: option.strings(usual, 'The keys in order; `x-*`, or `x-properties`, stands for all extensions.'),
  },
  messages: { order: '"{key}" belongs before "{before}". Sort the sections of the file.' },
  fixes: { sort: 'Sort the sections' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 0) return;
      const order = ctx.options.customOrder.map((key) => (key === 'x-properties' ? 'x-*' : key));
      const rankOf = (key: string): number => {
        const at = order.indexOf(key.startsWith('x-') ? 'x-*' : key);
        return at === -1 ? order.length : at;
      };
      const found = disorderIn(
        ctx,
        map,
        (part) => ('colon' in part ? keyText(part) : undefined),
        (a, b) => rankOf(a) - rankOf(b),
      );
      if (!found) return;
      const { span, name, before, edits } = found;
      ctx.report(span, 'order', { key: name, before }, { fix: edits && { title: 'sort', edits } });
    },
  },
  examples: [
    bad(
      source`
        # The project
        volumes:
          data:

        # All services
        ‹services›:
          web:
            image: nginx:1.29
        name: shop
      `,
      {
        fixed: source`
          # The project
          name: shop

          # All services
          services:
            web:
              image: nginx:1.29
          volumes:
            data:
        `,
      },
    ),
    bad('services: {}\n‹x-b›: 1\n', { fixed: 'x-b: 1\nservices: {}\n' }),
    good('x-b: 1\nx-a: 2\nname: shop\nservices: {}\nvolumes: {}\nmodels: {}\n'),
    good('services: {}\nx-a: 1\nname: shop\n', { options: { customOrder: ['services', 'x-properties', 'name'] } }),
  ],
});
