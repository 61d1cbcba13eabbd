import { bad, good, source } from '../../../core/rule.js';
import { addAttributes, removeAttribute, serviceMap } from '../model/service-edits.js';
import { memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/memswap-without-memory', {
  summary: 'A limit for memory and swap without one for memory',
  why: `\`memswap_limit\` is what memory and swap may be together, and the engine takes it only beside a limit for memory:
"You should always set the Memory limit when using Memoryswap limit". Add \`mem_limit\`; with the same value, the container
gets no swap.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    alone: '"{service}" has "memswap_limit" without "mem_limit", which the engine refuses. Add "mem_limit".',
  },
  fixes: { add: 'Add "mem_limit: {limit}"', remove: 'Remove "memswap_limit"' },
  on: {
    service({ service }, ctx) {
      const { value } = service;
      const swap = memberAt(value, 'memswap_limit');
      const limit = textOf(swap?.value);
      // Both of these say that there is no limit.
      if (!swap?.value || limit === undefined || limit === '' || /^-1$|^0+[a-z]*$/i.test(limit)) return;
      if (valueAt(value, 'mem_limit') || valueAt(value, 'deploy', 'resources', 'limits', 'memory')) return;
      const map = serviceMap(ctx.document, service.name);
      const add =
        swap.value.kind === 'text' ? addAttributes(ctx, map, { mem_limit: written(swap.value.node) }) : undefined;
      const drop = removeAttribute(ctx, map, 'memswap_limit');
      reportAt(
        ctx,
        swap.place,
        'alone',
        { service: service.name },
        {
          fixes: [
            ...(add ? [{ title: 'add' as const, params: { limit }, edits: add }] : []),
            ...(drop ? [{ title: 'remove' as const, edits: drop }] : []),
          ],
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
            ‹memswap_limit›: 1g
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n    memswap_limit: 1g\n    mem_limit: 1g\n' },
    ),
    bad('services:\n  web: { image: "nginx:1.29", ‹memswap_limit›: "2g" }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", memswap_limit: "2g", mem_limit: "2g" }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          mem_limit: 512m
          memswap_limit: 1g
        api:
          image: example/api:1
          memswap_limit: -1
        db:
          image: example/db:1
          memswap_limit: 1g
          deploy:
            resources:
              limits: { memory: 512m }
    `),
  ],
});

/** A scalar as it is written, with its quotes. */
function written({ style, text }: { readonly style: string; readonly text: string }): string {
  return style === 'double' ? JSON.stringify(text) : style === 'single' ? `'${text}'` : text;
}
