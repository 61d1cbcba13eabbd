import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { removesLater } from '../tools/package-commands.js';

export const rule: Rule = cleanRule('dockerfile/yarn-clean', {
  tool: 'yarn',
  peers: ['hadolint:DL3060'],
  leftover: 'its cache',
  clean: 'yarn cache clean',
  leaves: ({ manager, action }) => manager === 'yarn' && action === 'install',
  isCleaned: ({ use, verb }, all) =>
    all.some(
      ({ manager, action, words, verb: own }) =>
        own.pos > verb.pos && manager === 'yarn' && action === 'cache' && words[0]?.value === 'clean',
    ) || removesLater(use, use.command, /\.cache\/yarn|\.yarn\/(?:berry\/)?cache/),
  isCached: (target) => /\.cache\/yarn|\.yarn/.test(target),
  mounts: ['type=cache,target=/root/.cache/yarn'],
  shippedOnly: true,
  severity: 'info',
  examples: [
    bad('FROM node:22-slim\nRUN yarn ‹install› --frozen-lockfile\n', {
      fixed: 'FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
    }),
    good('FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n'),
    good('FROM node:22-slim\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install --frozen-lockfile\n'),
    good('FROM node:22-slim AS build\nRUN yarn install\nFROM scratch\nCOPY --from=build /a /a\n'),
  ],
});
