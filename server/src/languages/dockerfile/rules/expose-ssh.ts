import { bad, good, source } from '../../../core/rule.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/expose-ssh', {
  summary: 'The image exposes the port of SSH',
  why: `A container that is entered through SSH carries a second service with keys and users of its own, which nobody
watches. Use \`docker exec\` or \`kubectl exec\` to look inside. Images whose very purpose is SSH may allow this rule.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['trivy:DS-0004', 'checkov:CKV_DOCKER_1', 'kics:exposing_port_22'],
  fix: 'none',
  reach: 'part',
  messages: { ssh: 'Port {port} is that of SSH. Leave it closed and enter the container with exec.' },
  on: {
    EXPOSE(expose, ctx) {
      for (const word of expose.words) {
        const value = expandAt(ctx.document, expose, word).value ?? '';
        if (/^(?:.*:)?22(?:\/(?:tcp|udp))?$/i.test(value)) ctx.report(word, 'ssh', { port: value });
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      EXPOSE 80 ‹22›
      EXPOSE ‹22/tcp›
    `),
    good(source`
      FROM debian:12
      EXPOSE 2222 22222 8022/tcp
    `),
  ],
});
