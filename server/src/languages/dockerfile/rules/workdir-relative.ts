import { replace } from '../../../core/edit.js';
import { join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { isAbsolute, lastInForce, workdirAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/workdir-relative', {
  summary: 'WORKDIR with a relative path',
  why: `A relative WORKDIR starts in the working directory of the base image, which may be another one in its next version.
Write the path from the root. After an absolute WORKDIR a relative one is certain, but readers have to look for its start.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:WorkdirRelativePath',
    'hadolint:DL3000',
    'trivy:DS-0009',
    'checkov:CKV_DOCKER_10',
    'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE',
  ],
  fix: 'mixed',
  reach: 'part',
  messages: {
    relative: 'WORKDIR "{path}" starts wherever the base image left off. Write the path from the root.',
    follows: 'WORKDIR "{path}" starts in the directory of the WORKDIR before it. Write the path from the root.',
  },
  fixes: { absolute: 'Write {path}' },
  on: {
    WORKDIR(instruction, ctx) {
      const { rest } = instruction;
      const path = rest.text.replace(/^(["'])(.*)\1$/, '$2');
      const windows = ctx.document.escape === '`' && path.startsWith('\\');
      if (path === '' || windows || isAbsolute(rest.text)) return;
      const first = lastInForce(ctx.document, instruction, 'WORKDIR') === undefined;
      const directory = workdirAt(ctx.document, instruction);
      const prefix = directory === undefined || directory === '/' ? '/' : `${directory}/`;
      // `.` and `./` are where it starts, without a slash at the end.
      const steps = path.replace(/^(?:\.\/+)+/, '').replace(/^\.$/, '');
      const joined = steps === '' ? (directory ?? '/') : `${prefix}${steps}`;
      const absolute = steps.includes('..') && !steps.includes('$') ? join('/', joined) : joined;
      const simple = /^[\w./+@${}:-]+$/.test(path) && /^[\w./-]+$/.test(prefix) && !/^[A-Za-z]:/.test(path);
      const quote = rest.text === path ? '' : rest.text.charAt(0);
      ctx.report(
        rest,
        first ? 'relative' : 'follows',
        { path },
        {
          ...(first ? {} : { severity: 'hint', aliases: rule.peers.filter((peer) => !peer.startsWith('buildkit:')) }),
          fix:
            simple && instruction.innerComments.length === 0
              ? {
                  title: 'absolute',
                  params: { path: absolute },
                  edits: [replace(rest, `${quote}${absolute}${quote}`)],
                  safe: directory !== undefined,
                }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad('FROM scratch\nWORKDIR ‹app/bin›\n', { fixed: 'FROM scratch\nWORKDIR /app/bin\n' }),
    bad('FROM registry.example.com/base:1\r\nONBUILD WORKDIR ‹"app"›\r\n', {
      fixed: 'FROM registry.example.com/base:1\r\nONBUILD WORKDIR "/app"\r\n',
    }),
    bad(
      source`
        FROM scratch AS base
        WORKDIR /app
        FROM base
        WORKDIR ‹src/\${NAME}›
      `,
      {
        fixed: source`
          FROM scratch AS base
          WORKDIR /app
          FROM base
          WORKDIR /app/src/\${NAME}
        `,
      },
    ),
    bad('FROM scratch\nWORKDIR ‹C:app›\n'),
    bad('FROM scratch\nWORKDIR ‹.›\nWORKDIR ‹"./src"›\n', { fixed: 'FROM scratch\nWORKDIR /\nWORKDIR "/src"\n' }),
    bad('FROM scratch\nWORKDIR /app\nWORKDIR ‹./›\n', { fixed: 'FROM scratch\nWORKDIR /app\nWORKDIR /app\n' }),
    bad('FROM scratch\nWORKDIR /app\nWORKDIR ‹../b›\n', { fixed: 'FROM scratch\nWORKDIR /app\nWORKDIR /b\n' }),
    good(source`
      FROM scratch
      WORKDIR /app
      WORKDIR "/app/a b"
      WORKDIR $HOME/app
      WORKDIR C:\app
      WORKDIR d:/app
    `),
  ],
});
