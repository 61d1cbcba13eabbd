import { bad, good, source } from '../../../core/rule.js';
import { keyWords } from '../../../yaml/schema/words.js';
import { schemaProblems } from '../model/schema-problems.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-container', {
  summary: 'A container or a service without an image, with half a login, or with an unknown key',
  why: `A container needs an \`image\`, and its \`credentials\` a \`username\` and a \`password\`. \`command\` and \`entrypoint\` are
there for services only, as the container of a job is kept alive by the runner. GitHub refuses anything else.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:schema', 'actionlint:syntax-check'],
  fix: 'none',
  messages: {
    image: 'A container needs an image. Add "image".',
    login: '"credentials" needs both "username" and "password". Add "{key}".',
    empty: '{where} is empty. Give it a value, or remove it.',
    type: '{where} has to be a string.',
    service: '"{key}" is only allowed for services. Remove it.',
    unknown: 'A container has no key "{key}". Remove it.',
    misspelt: 'A container has no key "{key}". Did you mean "{suggestion}"?',
    'login-key': '"credentials" has only "username" and "password", not "{key}". Remove it.',
  },
  on: {
    file({ document, kind }, ctx) {
      for (const problem of schemaProblems(document, kind, 'invalid-container')) {
        const { path, span } = problem;
        const inLogin = path[path.length - 2] === 'credentials';
        if (problem.kind === 'missing-key') ctx.report(span, inLogin ? 'login' : 'image', { key: problem.key });
        else if (problem.kind === 'unknown-key') {
          const { key, suggestion } = problem;
          const isService = key === 'command' || key === 'entrypoint';
          const message = inLogin
            ? 'login-key'
            : isService
              ? 'service'
              : suggestion === undefined
                ? 'unknown'
                : 'misspelt';
          ctx.report(span, message, { key, suggestion: suggestion ?? '' });
        } else {
          const isEmpty = problem.kind !== 'wrong-type' || problem.actual === 'null';
          ctx.report(span, isEmpty ? 'empty' : 'type', { where: keyWords(path) });
        }
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          container:
            image: node:24
            ‹command›: node
            ‹credentials›: {username: me}
          services:
            ‹db›: {‹imag›: postgres:18}
            cache: {image: ‹''›}
            queue: {image: rabbitmq:4, credentials: {username: a, password: b, ‹email›: c}}
            ‹mail›:
          steps: [run: make]
        b:
          runs-on: ubuntu-latest
          ‹container›: {options: --cpus 1}
          steps: [run: make]
    `),
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          container: node:24
          services:
            db: {image: postgres:18, command: postgres, entrypoint: sh, ports: [5432], env: {A: b}}
            cache: redis:8
            other: \${{ matrix.image }}
          steps: [run: make]
        b:
          runs-on: ubuntu-latest
          container: {image: "\${{ matrix.image }}", credentials: "\${{ fromJSON(secrets.LOGIN) }}"}
          steps: [run: make]
    `),
  ],
});
