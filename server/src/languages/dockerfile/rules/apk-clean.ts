import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { around, removesLater } from '../tools/leftovers.js';
import { noCacheRule } from '../tools/no-cache-rule.js';

const isLeft = around('/var/cache/apk');

export const rule: Rule = noCacheRule('dockerfile/apk-clean', {
  tool: 'apk',
  peers: ['hadolint:DL3019', 'trivy:DS-0025'],
  severity: 'info',
  option: '--no-cache',
  caches: ({ manager, action }) => manager === 'apk' && action === 'add',
  isOff: ({ options, use }) =>
    // Without a network there is nothing to keep.
    hasOption(options, 'no-cache', 'no-network') || removesLater(use, isLeft),
  isCached: (target) => target === '/var/cache/apk' || target === '/etc/apk/cache' || target === '/var/cache',
  mount: () => 'type=cache,target=/var/cache/apk',
  examples: [
    bad('FROM alpine:3.22\nRUN apk ‹add› git\n', { fixed: 'FROM alpine:3.22\nRUN apk add --no-cache git\n' }),
    bad('FROM alpine:3.22\nRUN apk update && apk ‹add› \\\n    git\n', {
      fixed: 'FROM alpine:3.22\nRUN apk update && apk add --no-cache \\\n    git\n',
    }),
    good('FROM alpine:3.22\nRUN apk add --no-cache git && apk --no-cache add curl && apk del git\n'),
    good('FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add git\n'),
    good('FROM alpine:3.22\nRUN apk add --no-network --virtual .run libpq && apk add -s git\n'),
    good('FROM alpine:3.22\nRUN apk add git && rm -rf /var/cache/apk/*\n'),
  ],
});
