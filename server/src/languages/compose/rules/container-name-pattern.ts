import { bad, good, source } from '../../../core/rule.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/container-name-pattern', {
  summary: 'Container name that the engine refuses',
  why: `The name of a container has at least two characters: a letter or digit, then letters, digits, \`_\`, \`.\` and \`-\`.
The engine makes no container with any other.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:service-container-name-regex'],
  fix: 'none',
  reach: 'part',
  messages: {
    short: '"{name}" is too short for the name of a container, which has at least two characters.',
    start: 'The name of a container starts with a letter or a digit, not as "{name}" does.',
    characters: '"{name}" cannot be the name of a container: it has letters, digits, "_", "." and "-".',
  },
  on: {
    service({ service }, ctx) {
      const written = valueAt(service.value, 'container_name');
      const name = written?.kind === 'text' ? written.text : undefined;
      if (!written || !name || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return;
      const message = /[^a-zA-Z0-9_.-]/.test(name) ? 'characters' : /^[_.-]/.test(name) ? 'start' : 'short';
      reportAt(ctx, written, message, { name });
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          container_name: ‹my web›
        api:
          image: example/api:1
          container_name: ‹_api›
        job:
          image: example/job:1
          container_name: ‹j›
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          container_name: Web_1.a-b
        api:
          image: example/api:1
          container_name: \${PREFIX}-api
    `),
  ],
});
