import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { hookSources } from '../model/pre-commit.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/insecure-url-scheme', {
  summary: 'Hooks are fetched over a connection that anyone on the way can change',
  why: `pre-commit runs the code of its hooks on the machines of developers and on CI. Over \`http://\` and \`git://\` whoever
sits between can put in their own code. Use \`https://\`; the large hosts no longer answer to anything else.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:insecure-url-scheme'],
  fix: 'unsafe',
  messages: { scheme: 'Hooks are fetched over {scheme}, which anyone on the way can change. Use https.' },
  fixes: { https: 'Use https' },
  on: {
    file({ document, kind }, ctx) {
      if (kind !== 'pre-commit') return;
      for (const { scalar, url } of hookSources(document)) {
        const [scheme] = /^(?:http|git):\/\//i.exec(url) ?? [];
        if (scheme === undefined || /^\w+:\/\/(?:[^@/]*@)?(?:localhost|127\.|\[::1\])/i.test(url)) continue;
        const at = spanInScalar(scalar, 0, scheme.length);
        const params = { scheme: scheme.slice(0, -3).toLowerCase() };
        ctx.report(at, 'scheme', params, { fix: { title: 'https', edits: [replace(at, 'https://')] } });
      }
    },
  },
  examples: [
    bad(
      source`
        repos:
          - repo: ‹http://›github.com/psf/black
            rev: 25.1.0
            hooks: [{ id: black }]
          - repo: "‹git://›git.example.com/hooks"
            rev: v1
            hooks: [{ id: lint }]
      `,
      {
        path: '.pre-commit-config.yaml',
        fixed: source`
          repos:
            - repo: https://github.com/psf/black
              rev: 25.1.0
              hooks: [{ id: black }]
            - repo: "https://git.example.com/hooks"
              rev: v1
              hooks: [{ id: lint }]
        `,
      },
    ),
    good(
      source`
        repos:
          - repo: https://github.com/psf/black
            rev: 25.1.0
            hooks: [{ id: black }]
          - repo: git@github.com:example/hooks.git
            rev: v1
            hooks: [{ id: lint }]
          - repo: ../hooks
            rev: v1
            hooks: [{ id: lint }]
          - repo: http://localhost:3000/hooks
            rev: v1
            hooks: [{ id: lint }]
          - repo: local
            hooks: [{ id: test, name: test, entry: make test, language: system }]
          - repo: meta
            hooks: [{ id: identity }]
      `,
      { path: '.pre-commit-config.yaml' },
    ),
  ],
});
