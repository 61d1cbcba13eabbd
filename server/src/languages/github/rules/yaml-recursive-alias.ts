import { bad, good, source } from '../../../core/rule.js';
import { anchorsOf, isRecursive } from '../../../yaml/anchors.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/yaml-recursive-alias', {
  summary: 'An alias is part of what it stands for',
  why: `An alias is replaced by what its anchor names. Where that holds the alias itself, there is no end to it, and GitHub
refuses the file.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check'],
  fix: 'none',
  messages: { inside: '"*{name}" is part of what the anchor "&{name}" names. Name another anchor.' },
  on: {
    file({ document: { stream, text }, kind }, ctx) {
      if (kind === 'pre-commit' || !text.includes('*')) return;
      for (const document of stream.documents) {
        for (const { node, aliases } of anchorsOf(document)) {
          const related = node.anchor ? [{ span: node.anchor, message: 'The anchor' }] : [];
          for (const alias of aliases)
            if (isRecursive(alias)) ctx.report(alias, 'inside', { name: alias.name }, { related });
        }
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a: &a
          runs-on: ubuntu-latest
          steps:
            - &step
              run: make
              env: ‹*step›
            - ‹*a›
    `),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - &step
              run: make
            - *step
    `),
  ],
});
