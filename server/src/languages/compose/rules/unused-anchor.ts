import { bad, good, source } from '../../../core/rule.js';
import { anchorsOf, removeAnchor } from '../../../yaml/anchors.js';
import { unusedExtensions } from '../model/anchors.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-anchor', {
  summary: 'An anchor that no alias uses',
  why: `An anchor (\`&name\`) names a part of the file for aliases (\`*name\`) in the same file; without any, it does nothing.
Aliases do not reach into other files: there, \`extends\` does. An extension (\`x-…\`) of which no anchor is used is told as a
whole.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No alias uses the anchor "{name}". Take it out, or write "*{name}" where it is meant.' },
  fixes: { remove: 'Remove the anchor' },
  on: {
    file({ stream, text }, ctx) {
      if (!text.includes('&')) return;
      for (const document of stream.documents) {
        const anchors = anchorsOf(document);
        const extensions = unusedExtensions(document, anchors);
        for (const { node, aliases } of anchors) {
          const { anchor } = node;
          if (!anchor || aliases.length > 0) continue;
          if (extensions.some(({ start, end }) => start <= node.start && node.start < end)) continue;
          const edit = removeAnchor(text, anchor);
          ctx.report(anchor, 'unused', { name: anchor.name }, { fix: { title: 'remove', edits: [edit] } });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web: ‹&web›
            image: &image nginx:1.29
            environment: ‹&env› { A: "1" }
            command: [‹&first› a, b]
          old:
            image: *image
      `,
      {
        fixed: source`
          services:
            web:
              image: &image nginx:1.29
              environment: { A: "1" }
              command: [a, b]
            old:
              image: *image
        `,
      },
    ),
    good(source`
      x-base: &base
        restart: always
      services:
        web:
          <<: *base
          image: nginx:1.29
          volumes:
            - &data data:/data
        api:
          <<: [*base]
          image: example/api:1
          volumes: [*data]
      volumes:
        data:
    `),
  ],
});
