import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { namesAnyCase } from '../model/key-case.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/duplicate-key', {
  summary: 'The same key twice in one table',
  why: `A table has each key once; GitHub refuses a second one. Names of inputs, outputs, secrets, services, variables,
rows of a matrix and scopes of permissions are the same also where they are in another case: \`token\` and \`TOKEN\` are one.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    key: '"{key}" is set twice in the same table. Take one of them out.',
    case: '"{key}" is the same as "{first}", as case does not count here. Take one of them out.',
  },
  on: {
    map({ map, path, kind }, ctx) {
      // Jobs are told by a rule of their own, and merge keys too.
      if (kind === 'pre-commit' || (kind === 'workflow' && path.length === 1 && path[0] === 'jobs')) return;
      const anyCase = namesAnyCase(kind, path);
      const seen = new Map<string, YamlScalar>();
      for (const entry of map.entries) {
        const key = keyText(entry);
        if (key === undefined || key === '<<' || entry.key?.kind !== 'scalar') continue;
        const name = anyCase ? key.toLowerCase() : key;
        const first = seen.get(name);
        if (!first) {
          seen.set(name, entry.key);
          continue;
        }
        const related = [{ span: first, message: 'The first' }];
        ctx.report(entry.key, first.text === key ? 'key' : 'case', { key, first: first.text }, { related });
      }
    },
  },
  examples: [
    bad(source`
      on:
        workflow_call:
          inputs:
            name: {type: string}
            ‹Name›: {type: string}
      env: {A: b, ‹A›: c}
      jobs:
        a:
          strategy: {matrix: {os: [linux], ‹OS›: [windows]}}
          runs-on: ubuntu-latest
          ‹runs-on›: windows-latest
          services: {db: {image: a}, ‹DB›: {image: b}}
          steps:
            - uses: actions/checkout@v7
              with: {ref: a, ‹Ref›: b}
    `),
    bad('version: 2\nupdates: []\n‹updates›: []\n', { path: '.github/dependabot.yml' }),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          env: {A: b}
          steps:
            - run: make
              env: {A: c}
            - run: make
              env: {a: c}
    `),
  ],
});
