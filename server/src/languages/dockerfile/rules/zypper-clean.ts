import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { around, removesLater } from '../tools/leftovers.js';

const isLeft = around('/var/cache/zypp');

export const rule: Rule = cleanRule('dockerfile/zypper-clean', {
  tool: 'zypper',
  peers: ['hadolint:DL3036', 'trivy:DS-0020'],
  leftover: 'its cache',
  clean: 'zypper clean',
  leaves: ({ manager, action }) => manager === 'zypper' && (action === 'install' || action === 'in'),
  isCleaned: ({ use, verb }, all) =>
    all.some(
      ({ manager, action, verb: own }) =>
        own.pos > verb.pos && manager === 'zypper' && (action === 'clean' || action === 'cc'),
    ) || removesLater(use, isLeft),
  isCached: (target) => target === '/var/cache/zypp' || target === '/var/cache',
  mounts: () => ['type=cache,target=/var/cache/zypp,sharing=locked'],
  shippedOnly: false,
  severity: 'warning',
  examples: [
    bad('FROM opensuse/leap:15.6\nRUN zypper -n ‹install› httpd\n', {
      fixed: 'FROM opensuse/leap:15.6\nRUN zypper -n install httpd && zypper clean\n',
    }),
    good('FROM opensuse/leap:15.6\nRUN zypper -n in httpd && zypper cc -a\n'),
    good('FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n in httpd\n'),
  ],
});
