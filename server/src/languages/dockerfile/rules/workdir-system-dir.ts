import { bad, good, source } from '../../../core/rule.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/workdir-system-dir', {
  summary: 'A directory of the system is used as working directory or volume',
  why: `\`/proc\`, \`/sys\` and \`/dev\` are not part of the image: the kernel shows itself there when the container runs, and
whatever the build put into them is gone or in the way. Use a directory of the program's own, such as \`/app\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:DS-0030', 'dockle:DKL-DI-0002'],
  fix: 'none',
  reach: 'part',
  messages: {
    system: 'The path "{path}" belongs to the system. Use a directory of the program\'s own, such as "/app".',
  },
  on: {
    WORKDIR(workdir, ctx) {
      const path = expandAt(ctx.document, workdir, workdir.rest).value?.replace(/^(['"])(.*)\1$/, '$2');
      const folder = path && /^\/+(proc|sys|boot|dev|initrd|lost\+found)(?:\/|$)/.exec(path)?.[1];
      // The peers do not know of this one.
      if (path && folder) ctx.report(workdir.rest, 'system', { path }, folder === 'sys' ? { aliases: [] } : {});
    },
    VOLUME(volume, ctx) {
      for (const word of volume.words) {
        const path = expandAt(ctx.document, volume, word).value ?? '';
        if (/^\/+(?:dev|proc|sys)(?:\/|$)/.test(path)) {
          ctx.report(word, 'system', { path }, { aliases: ['dockle:DKL-DI-0002'] });
        }
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      WORKDIR ‹/proc/self›
      WORKDIR ‹"/dev"›
      WORKDIR ‹/sys/fs›
      VOLUME /data ‹/sys›
    `),
    good(source`
      FROM debian:12
      WORKDIR /development
      WORKDIR proc
      VOLUME ["/data", "/system"]
    `),
  ],
});
