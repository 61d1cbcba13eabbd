import { bad, good, source } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { around, hasCacheMount, removesLater } from '../tools/leftovers.js';
import { listUserAfter, mayUseListsAfter } from '../tools/package-lists.js';

const isLeft = around('/var/lib/apt/lists');

export const rule: Rule = cleanRule('dockerfile/apt-clean', {
  tool: 'apt-get',
  peers: ['hadolint:DL3009'],
  leftover: 'the package lists',
  clean: 'rm -rf /var/lib/apt/lists/*',
  // Lists that nothing in the RUN uses may be for a later one, which would fail without them: update-alone reports that.
  leaves: (command) =>
    (command.manager === 'apt-get' || command.manager === 'apt') &&
    command.action === 'update' &&
    (listUserAfter(command) !== undefined || mayUseListsAfter(command)),
  isCleaned: ({ use, verb }, all) =>
    removesLater(use, isLeft) ||
    all.some(({ action, verb: own }) => own.pos > verb.pos && /^dist-?clean$/.test(action)) ||
    (hasCacheMount(use, (target) => target === '/var/lib/apt') &&
      hasCacheMount(use, (target) => target === '/var/cache/apt')),
  isCached: (target) => target === '/var/lib/apt/lists',
  mounts: () => ['type=cache,target=/var/cache/apt,sharing=locked', 'type=cache,target=/var/lib/apt,sharing=locked'],
  shippedOnly: true,
  severity: 'info',
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get ‹update› && apt-get install -y curl\n', {
      fixed: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    }),
    bad(
      source`
        FROM debian:12-slim
        RUN apt-get ‹update› \
         && apt-get install -y \
            curl
      `,
      {
        fixed: source`
          FROM debian:12-slim
          RUN apt-get update \
           && apt-get install -y \
              curl \
           && rm -rf /var/lib/apt/lists/*
        `,
      },
    ),
    bad(
      source`
        FROM debian:12-slim
        RUN set -eux; \
            apt-get ‹update›; \
            apt-get install -y curl
      `,
      {
        fixed: source`
          FROM debian:12-slim
          RUN set -eux; \
              apt-get update; \
              apt-get install -y curl; \
              rm -rf /var/lib/apt/lists/*
        `,
      },
    ),
    bad('FROM debian:12-slim AS base\nRUN apt-get ‹update› && ./install.sh\nFROM base\n'),
    bad('FROM debian:12-slim AS base\nRUN apt-get ‹update› && apt-get install -y curl\nFROM base\n'),
    good('FROM debian:12-slim\nRUN apt-get update\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n'),
    good('FROM debian:12-slim AS base\nRUN apt-get update && useradd -m app\nFROM base\n'),
    bad('FROM debian:12-slim\nRUN <<EOF\nset -e\napt-get ‹update›\napt-get install -y curl\nEOF\n', {
      fixed:
        'FROM debian:12-slim\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nrm -rf /var/lib/apt/lists/*\nEOF\n',
    }),
    bad('FROM debian:12-slim\r\nRUN <<EOF\r\napt-get ‹update›\r\napt-get install -y curl # now\r\nEOF\r\n', {
      fixed:
        'FROM debian:12-slim\r\nRUN <<EOF\r\napt-get update\r\napt-get install -y curl && rm -rf /var/lib/apt/lists/* # now\r\nEOF\r\n',
    }),
    bad('FROM debian:12-slim\nRUN <<EOF\nset -e\napt-get ‹update› && apt-get install -y curl\nEOF\n', {
      fixed:
        'FROM debian:12-slim\nRUN <<EOF\nset -e\napt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nEOF\n',
    }),
    bad('FROM debian:12-slim\nRUN <<EOF\napt-get ‹update›\napt-get install -y curl || exit 1\nEOF\n'),
    bad('FROM debian:12-slim\nRUN apt-get ‹update›; apt-get install -y curl; exit 0\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n'),
    good('FROM debian:12-slim AS a\nRUN apt-get update\nFROM a AS b\nFROM scratch\nCOPY --from=b /a /a\n'),
    good('FROM debian:12-slim\nRUN apt-get update && rm -rf /var/lib/apt/lists*\n'),
    good('FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && apt-get dist-clean\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && cd /var/lib/apt/lists && rm -rf *\n'),
    good('FROM debian:12-slim\nRUN apt-get update && rm -rf /tmp/* /var/{cache,lib}/apt && find /tmp -delete\n'),
    good('FROM debian:12-slim AS build\nRUN apt-get update\nFROM scratch\nCOPY --from=build /a /a\n'),
    good('FROM debian:12-slim\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n'),
    good(source`
      FROM debian:12-slim
      RUN --mount=type=cache,target=/var/lib/apt,sharing=locked --mount=type=cache,target=/var/cache/apt,sharing=locked \
          apt-get update && apt-get install -y curl
    `),
  ],
});
