import { bad, good, source } from '../../../core/rule.js';
import { anchorsOf, removeAnchor } from '../../../yaml/anchors.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/yaml-unused-anchor', {
  summary: 'An anchor that no alias uses',
  why: `An anchor (\`&name\`) names a part of the file for aliases (\`*name\`) that follow it; without any, it does nothing,
and mostly an alias was meant.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check'],
  fix: 'safe',
  messages: { unused: 'No alias uses the anchor "{name}". Take it out, or write "*{name}" where it is meant.' },
  fixes: { remove: 'Remove the anchor' },
  on: {
    file({ document: { stream, text }, kind }, ctx) {
      if (kind === 'pre-commit' || !text.includes('&')) return;
      for (const document of stream.documents) {
        for (const { node, aliases } of anchorsOf(document)) {
          const { anchor } = node;
          if (!anchor || aliases.length > 0) continue;
          const fix = { title: 'remove' as const, edits: [removeAnchor(text, anchor)] };
          ctx.report(anchor, 'unused', { name: anchor.name }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a: ‹&a›
            runs-on: &os ubuntu-latest
            steps: [‹&first› {run: make}]
          b:
            runs-on: *os
            env: ‹&env› {A: b} # not used
            steps: [run: make]
      `,
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: &os ubuntu-latest
              steps: [{run: make}]
            b:
              runs-on: *os
              env: {A: b} # not used
              steps: [run: make]
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          env: &env {A: b}
          steps: [run: make && make install]
        b:
          runs-on: ubuntu-latest
          env: *env
          steps: [run: make]
    `),
  ],
});
