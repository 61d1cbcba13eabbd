import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { envRule, type Rule } from '../rule.js';

export const rule: Rule = envRule('env/duplicate-key', {
  summary: 'Variable that an env file sets twice',
  why: `Only one of the two values counts: for Compose and most others the later one. Who changes the other wonders why
nothing happens.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: { twice: '"{key}" is set in line {line} already, and this value takes its place. Keep one of the two.' },
  on: {
    file({ text, entries }, ctx) {
      const before = new Map<string, { readonly span: Span; readonly value: string }>();
      for (const { key, keySpan, valueSpan } of entries) {
        if (!valueSpan || key === '') continue;
        const value = text.slice(valueSpan.start, valueSpan.end);
        const first = before.get(key);
        before.set(key, first ?? { span: keySpan, value });
        // `PATH=$PATH:/more` adds to the value.
        if (!first || value.includes(`$${key}`) || value.includes(`\${${key}`)) continue;
        ctx.report(
          keySpan,
          'twice',
          { key, line: text.slice(0, first.span.start).split('\n').length },
          { related: [{ span: first.span, message: 'Set here first' }] },
        );
      }
    },
  },
  examples: [
    bad(source`
      TAG=1
      # the newest
      export ‹TAG›=2
      PORT=8080
      ‹PORT›: 80
    `),
    good(source`
      TAG=1
      tag=2
      # TAG=3
      PATHS=/a
      PATHS=$PATHS:/b
      PATHS="\${PATHS}:/c"
    `),
  ],
});
