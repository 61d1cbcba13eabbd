import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { mountsOf } from '../syntax/mount.js';

export const rule: Rule = dockerfileRule('dockerfile/chpasswd', {
  summary: 'RUN sets the password of a user',
  why: `Whoever has the image can read the password, or its hash, in the layer that set it, and everyone who runs the image
has the same one. Containers need no passwords: choose the user with USER, and use keys where somebody must log in.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['checkov:CKV2_DOCKER_17', 'dockle:DKL-LI-0001'],
  fix: 'none',
  reach: 'part',
  messages: { chpasswd: '"chpasswd" sets a password that everyone with the image can read. Do without passwords.' },
  on: {
    command(use, ctx) {
      if (use.command.name !== 'chpasswd' || mountsOf(use.instruction).some(({ type }) => type === 'secret')) return;
      ctx.report(use.span(use.command.nameWord), 'chpasswd', {}, { tags: ['secret'] });
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN echo "root:root" | ‹chpasswd›
    `),
    good(source`
      FROM debian:12
      RUN passwd --lock root && grep chpasswd /etc/passwd || true
      RUN --mount=type=secret,id=root sed s/^/root:/ /run/secrets/root | chpasswd
    `),
  ],
});
