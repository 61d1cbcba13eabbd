import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { cachesInMount, homeCacheMount, removesLater } from '../tools/leftovers.js';

/** A cache of yarn, or a folder that holds it. */
const isCache = (path: string) =>
  /\.cache(?:\/yarn(?:\/|$)|$)|\.yarn\/(?:berry\/)?cache|\.yarn(?:\/berry)?$/.test(path);

export const rule: Rule = cleanRule('dockerfile/yarn-clean', {
  tool: 'yarn',
  peers: ['hadolint:DL3060'],
  leftover: 'its cache',
  clean: 'yarn cache clean',
  leaves: ({ manager, action }) => manager === 'yarn' && action === 'install',
  isCleaned: (command, all, document) =>
    all.some(
      ({ manager, action, words, verb: own }) =>
        own.pos > command.verb.pos && manager === 'yarn' && action === 'cache' && words[0]?.value === 'clean',
    ) ||
    removesLater(command.use, isCache) ||
    cachesInMount(document, command, 'cache-folder', 'YARN_CACHE_FOLDER'),
  isCached: isCache,
  mounts: ({ use }, document) => {
    const mount = homeCacheMount(document, use, '.cache/yarn', '/usr/local/share/.cache/yarn');
    return mount === undefined ? [] : [mount];
  },
  shippedOnly: true,
  severity: 'info',
  examples: [
    bad('FROM node:22-slim\nRUN yarn ‹install› --frozen-lockfile\n', {
      fixed: 'FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
    }),
    bad('FROM node:22-slim\nRUN ‹yarn› --production\n', {
      fixed: 'FROM node:22-slim\nRUN yarn --production && yarn cache clean\n',
    }),
    good('FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n'),
    good('FROM node:22-slim\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install --frozen-lockfile\n'),
    good('FROM node:22-slim\nENV YARN_CACHE_FOLDER=/c\nRUN --mount=type=cache,target=/c yarn install\n'),
    good('FROM node:22-slim\nRUN yarn install && rm -rf /usr/local/share/.cache\n'),
    good('FROM node:22-slim AS build\nRUN yarn install\nFROM scratch\nCOPY --from=build /a /a\n'),
  ],
});
