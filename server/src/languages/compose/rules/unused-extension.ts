import { bad, good, source } from '../../../core/rule.js';
import { anchorsOf } from '../../../yaml/anchors.js';
import { keyText } from '../../../yaml/values.js';
import { unusedExtensions } from '../model/anchors.js';
import { removeTop } from '../model/unused.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-extension', {
  summary: 'An extension with anchors that no alias uses',
  why: `Compose ignores what is under \`x-…\`; it is there for aliases to take in, or for other tools to read. One with anchors
of which none is used is a rest. Extensions without anchors, and with those that are used, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'Nothing takes in "{name}". Take it out, or use its anchor.' },
  fixes: { remove: 'Remove "{name}"' },
  on: {
    file({ stream, text }, ctx) {
      if (!text.includes('&')) return;
      for (const document of stream.documents) {
        const { root } = document;
        for (const entry of unusedExtensions(document, anchorsOf(document))) {
          const name = keyText(entry) ?? '';
          const edits = root?.kind === 'map' ? removeTop(text, root, entry) : undefined;
          const fix = edits && ({ title: 'remove', params: { name }, edits } as const);
          if (entry.key) ctx.report(entry.key, 'unused', { name }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        ‹x-logging›: &logging
          driver: json-file

        x-base: &base
          restart: always

        services:
          web:
            <<: *base
            image: nginx:1.29
      `,
      {
        fixed: source`
          x-base: &base
            restart: always

          services:
            web:
              <<: *base
              image: nginx:1.29
        `,
      },
    ),
    good(source`
      x-casaos:
        author: someone
      x-parts:
        - &one { restart: always }
      services:
        web:
          <<: *one
          image: nginx:1.29
    `),
  ],
});
