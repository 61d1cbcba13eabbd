import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { userAt } from '../model/state.js';
import { isNumeric, isRoot, uidOf } from '../model/users.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { mountsOf, mountTarget, mountValue } from '../syntax/mount.js';

export const rule: Rule = dockerfileRule('dockerfile/cache-mount-owner', {
  summary: 'Cache mount that its user cannot write to',
  why: `A cache mount belongs to root with mode 0755 unless it says otherwise. A RUN under another user cannot write to it, and
fails or goes without a cache. Give the mount the user's number: \`uid=1000\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    owner: 'The cache at "{target}" belongs to root, but this RUN is run by "{user}". Add uid=… to the mount.',
  },
  fixes: { addUid: 'Add uid={uid}' },
  on: {
    RUN(instruction, ctx) {
      if (instruction.trigger) return;
      const mounts = mountsOf(instruction).filter(
        (mount) => mount.type === 'cache' && !mountValue(mount, 'uid') && !mountValue(mount, 'mode'),
      );
      const [user = ''] = (mounts.length > 0 ? userAt(ctx.document, instruction) : undefined)?.split(':') ?? [];
      const stage = ctx.document.stageOf[instruction.index];
      if (user === '' || isRoot(user) || !stage) return;
      const uid = isNumeric(user) ? Number(user) : uidOf(ctx.document, stage, user);
      for (const mount of mounts) {
        const possible = uid !== undefined && !mount.quoted;
        const edits = [insert(mount.end, `,uid=${uid}`)];
        ctx.report(
          mount.flag,
          'owner',
          { target: mountTarget(mount) ?? '', user },
          { fix: possible ? { title: 'addUid', params: { uid: String(uid) }, edits } : undefined },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM node:22
        USER node
        RUN ‹--mount=type=cache,target=/home/node/.npm› npm ci
      `,
      {
        fixed: source`
          FROM node:22
          USER node
          RUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci
        `,
      },
    ),
    bad('FROM alpine:3.22\r\nUSER app\r\nRUN ‹--mount=type=cache,target=/cache› make\r\n'),
    bad('FROM alpine:3.22 AS base\nUSER 1001:0\nFROM base\nRUN ‹--mount=type=cache,target=/cache› make\n', {
      fixed: 'FROM alpine:3.22 AS base\nUSER 1001:0\nFROM base\nRUN --mount=type=cache,target=/cache,uid=1001 make\n',
    }),
    good(source`
      FROM alpine:3.22
      RUN --mount=type=cache,target=/cache make
      USER app
      RUN --mount=type=cache,target=/cache,uid=1000 make
      RUN --mount=type=cache,target=/cache,mode=0777 make
      RUN --mount=type=secret,id=token make
      USER root
      RUN --mount=type=cache,target=/cache make
    `),
  ],
});
