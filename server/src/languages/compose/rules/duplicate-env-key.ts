import { bad, good, source } from '../../../core/rule.js';
import { removeItem } from '../../../yaml/edits.js';
import { spanInScalar } from '../../../yaml/values.js';
import { writtenEnvironments } from '../model/written-environment.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/duplicate-env-key', {
  summary: 'Variable set twice in one environment',
  why: `In a list, a later item for the same variable silently replaces the earlier one, which is easy to overlook when
one of the two is changed. Keep one.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: {
    overruled: '"{name}" is set again below, so this value is never used. Remove it here or there.',
  },
  fixes: { remove: 'Remove the value of {name} that is never used' },
  on: {
    file(document, ctx) {
      for (const seq of writtenEnvironments(document)) {
        if (seq.kind !== 'seq') continue;
        const later = new Map<string, { start: number; end: number }>();
        for (const item of [...seq.items].reverse()) {
          const { value } = item;
          if (value?.kind !== 'scalar') continue;
          const equals = value.text.indexOf('=');
          const name = equals < 0 ? value.text : value.text.slice(0, equals);
          const span = spanInScalar(value, 0, name.length);
          const winner = later.get(name);
          if (!winner) {
            later.set(name, span);
            continue;
          }
          const edit = value.anchor ? undefined : removeItem(ctx.text, seq, item);
          ctx.report(
            span,
            'overruled',
            { name },
            {
              related: [{ span: winner, message: `"${name}" is set here` }],
              fix: edit && { title: 'remove', params: { name }, edits: [edit] },
            },
          );
        }
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
              - ‹MODE›=slow
              - LEVEL=1
              - MODE=fast
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                - LEVEL=1
                - MODE=fast
        `,
      },
    ),
    bad('services:\n  web:\n    image: a:1\n    environment: ["‹A›=1", B=2, A=3]\n', {
      fixed: 'services:\n  web:\n    image: a:1\n    environment: [B=2, A=3]\n',
    }),
    good(source`
      services:
        web:
          image: example/web:1
          environment:
            - MODE=slow
            - mode=fast
        other:
          image: example/web:1
          environment:
            - MODE=slow
    `),
  ],
});
