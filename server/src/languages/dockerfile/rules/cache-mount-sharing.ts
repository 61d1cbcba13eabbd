import { insert, replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { isInside } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { mountsOf, mountTarget, mountValue } from '../syntax/mount.js';

export const rule: Rule = dockerfileRule('dockerfile/cache-mount-sharing', {
  summary: 'Cache of apt that builds share at the same time',
  why: `apt allows one process at a time in its folders. Builds that run side by side get the same cache mount and then fail
to lock it, unless \`sharing=locked\` lets them wait for each other.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: { shared: 'apt cannot share "{target}" between builds that run at the same time. Add sharing=locked.' },
  fixes: { lock: 'Add sharing=locked' },
  on: {
    RUN(instruction, ctx) {
      for (const mount of mountsOf(instruction)) {
        const target = mountTarget(mount)?.replace(/\/+$/, '');
        if (mount.type !== 'cache' || !target) continue;
        if (!isInside(target, '/var/cache/apt') && !isInside(target, '/var/lib/apt')) continue;
        const sharing = mountValue(mount, 'sharing') ?? 'shared';
        if (sharing.toLowerCase() !== 'shared') continue;
        const field = mount.fields.findLast(({ key }) => key === 'sharing');
        const edit = field ? replace(field.valueSpan, 'locked') : insert(mount.end, ',sharing=locked');
        ctx.report(
          mount.flag,
          'shared',
          { target },
          { fix: mount.quoted ? undefined : { title: 'lock', edits: [edit] } },
        );
      }
    },
  },
  examples: [
    bad(
      'FROM debian:12\r\nRUN ‹--mount=type=cache,target=/var/cache/apt› \\\r\n  ‹--mount=type=cache,sharing=shared,target=/var/lib/apt/› \\\r\n  apt-get update\r\n',
      {
        fixed:
          'FROM debian:12\r\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\r\n  --mount=type=cache,sharing=locked,target=/var/lib/apt/ \\\r\n  apt-get update\r\n',
      },
    ),
    bad('FROM debian:12\nONBUILD RUN ‹--mount=type=cache,dst=/var/lib/apt/lists› apt-get update\n', {
      fixed: 'FROM debian:12\nONBUILD RUN --mount=type=cache,dst=/var/lib/apt/lists,sharing=locked apt-get update\n',
    }),
    good(source`
      FROM debian:12
      RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update
      RUN --mount=type=cache,target=/var/lib/apt,sharing=private apt-get update
      RUN --mount=type=cache,target=/root/.npm npm ci
      RUN --mount=type=tmpfs,target=/var/cache/apt apt-get update
    `),
  ],
});
