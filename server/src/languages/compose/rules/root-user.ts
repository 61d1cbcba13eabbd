import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { builtStage } from '../model/dockerfiles.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/root-user', {
  summary: 'A container runs as root',
  why: `Root in a container is root of the host as soon as something else fails: a mount, a kernel bug, a wrong option. Run it
as a user of its own with \`user: "1000:1000"\`, or with \`USER\` in its Dockerfile.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    user: '"{service}" runs as root. Give it a user of its own.',
    image: '"{service}" runs as root, with which "{file}" ends. Set "user" here or end there with USER.',
  },
  on: {
    service({ service, project }, ctx) {
      const user = valueAt(service.value, 'user');
      if (user) {
        const text = textOf(user);
        if (text !== undefined && isRoot(text)) reportAt(ctx, user, 'user', { service: service.name });
        return;
      }
      const build = buildOf(project, service);
      const last = build && builtStage(ctx.graph, build)?.details?.user;
      if (build?.dockerfile !== undefined && last !== undefined && isRoot(last))
        reportAt(ctx, build.place, 'image', { service: service.name, file: build.dockerfile });
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          user: ‹root›
        db:
          image: postgres:18
          user: ‹"0:0"›
    `),
    bad('services:\n  web:\n    build: ‹.›\n', { files: { Dockerfile: 'FROM node:24\nUSER root\n' } }),
    good(source`
      services:
        web:
          image: nginx:1.29
          user: "1000:0"
        db:
          image: postgres:18
          user: \${UID}
    `),
    good('services:\n  web:\n    build: .\n', { files: { Dockerfile: 'FROM node:24\nUSER node\n' } }),
    good('services:\n  web:\n    build: .\n    user: node\n', { files: { Dockerfile: 'FROM node:24\nUSER root\n' } }),
  ],
});

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user.trim());
}
