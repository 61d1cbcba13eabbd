import { bad, good, source } from '../../../core/rule.js';
import { namesAnyCase } from '../model/key-case.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-env-name', {
  summary: 'An environment variable has a name that it cannot have',
  why: `The name of a variable cannot hold \`=\`, \`&\` or spaces: the runner cannot set it, or sets another one.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:env-var'],
  fix: 'none',
  reach: 'part',
  messages: { name: 'No environment variable can be called "{name}": "=", "&" and spaces cannot be part of a name.' },
  on: {
    map({ map, path, kind }, ctx) {
      if (path[path.length - 1] !== 'env' || !namesAnyCase(kind, path)) return;
      for (const { key } of map.entries) {
        if (key?.kind !== 'scalar' || key.text.includes('${{')) continue;
        if (/[=&\s]/.test(key.text)) ctx.report(key, 'name', { name: key.text });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      env: {‹"A B"›: c}
      jobs:
        a:
          runs-on: ubuntu-latest
          env:
            ‹A=B›: c
          steps:
            - run: make
              env:
                ‹A&B›: c
    `),
    good(source`
      on: push
      env: {A_B: c, a-b: d, a.b: e}
      jobs:
        env:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v7
              with: {"a b": c}
    `),
  ],
});
