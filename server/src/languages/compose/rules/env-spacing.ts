import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { spanInScalar } from '../../../yaml/values.js';
import { writtenItems } from '../model/written-environment.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/env-spacing', {
  summary: 'Space before the "=" of a variable',
  why: `In \`- KEY = value\` the spaces belong to the name and to the value. Compose refuses a name that ends with a space:
"declared with a trailing space". Write \`KEY=value\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    blank: 'The space before "=" becomes part of the name, so there is no variable "{name}". Write "{name}=…".',
  },
  fixes: { close: 'Remove the spaces around "="' },
  on: {
    file(document, ctx) {
      for (const { seq, scalar, key, valueAt } of writtenItems(document)) {
        const name = key.trimEnd();
        if (name === key || !/^\w[\w.-]*$/.test(name)) continue;
        const value = scalar.text.slice(valueAt);
        const lead = value.length - value.trimStart().length;
        ctx.report(
          spanInScalar(scalar, name.length, valueAt + lead),
          'blank',
          { name },
          {
            fix:
              scalar.style === 'literal' || scalar.style === 'folded'
                ? undefined
                : { title: 'close', edits: [replaceScalar(scalar, `${name}=${value.trimStart()}`, seq.flow)] },
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
              - MODE‹ = ›fast
              - "LEVEL‹ =›1"
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                - MODE=fast
                - "LEVEL=1"
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          environment:
            - MODE=fast
            - OPTS=-a = b
            - PADDED= x
    `),
  ],
});
