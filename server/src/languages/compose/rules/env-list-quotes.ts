import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { spanInScalar } from '../../../yaml/values.js';
import { writtenItems } from '../model/written-environment.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/env-list-quotes', {
  summary: 'Quotes that become part of a variable',
  why: `In a list, \`KEY="value"\` is one text, in which YAML sees no quotes: the container gets the value with them.
Leave them out, or put them around the whole item: \`- "KEY=value"\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    data: 'The quotes around the value of "{name}" become part of it. Leave them out.',
  },
  fixes: { remove: 'Remove the quotes around the value of {name}' },
  on: {
    file(document, ctx) {
      for (const { seq, scalar, key, valueAt } of writtenItems(document)) {
        if (scalar.style !== 'plain' || key === '') continue;
        const value = scalar.text.slice(valueAt);
        const quote = value[0];
        if (value.length < 2 || (quote !== '"' && quote !== "'") || value[value.length - 1] !== quote) continue;
        const inner = value.slice(1, -1);
        // More of them inside, as in `"a" "b"`, are meant as they are.
        if (inner.includes(quote)) continue;
        ctx.report(
          spanInScalar(scalar, valueAt, scalar.text.length),
          'data',
          { name: key },
          {
            fix: {
              title: 'remove',
              params: { name: key },
              edits: [replaceScalar(scalar, `${key}=${inner}`, seq.flow)],
            },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            environment:
              - NAME=‹"My shop"› # shown in the title
              - MODE=‹'a b'›
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                - NAME=My shop # shown in the title
                - MODE=a b
        `,
      },
    ),
    bad('services:\r\n  web:\r\n    image: a:1\r\n    environment: [A=‹"b"›]\r\n', {
      fixed: 'services:\r\n  web:\r\n    image: a:1\r\n    environment: [A=b]\r\n',
    }),
    good(source`
      services:
        web:
          image: example/web:1
          environment:
            - "NAME=My shop"
            - JSON={"a":"b"}
            - OPTS="-a" "-b"
            - EMPTY=
        map:
          image: example/web:1
          environment:
            NAME: "My shop"
    `),
  ],
});
