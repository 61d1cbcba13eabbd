import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { around, removesLater } from '../tools/leftovers.js';
import { cacheOf, installsGroup } from '../tools/rpm.js';

const isLeft = around('/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum');

export const rule: Rule = cleanRule('dockerfile/dnf-clean', {
  tool: 'dnf',
  peers: ['hadolint:DL3040', 'trivy:DS-0019', 'trivy:DS-0027'],
  leftover: 'its cache',
  clean: '{tool} clean all',
  leaves: (command) =>
    (command.manager === 'dnf' || command.manager === 'microdnf') &&
    (/^(?:install|groupinstall|reinstall|upgrade|upgrade-minimal|update)$/.test(command.action) ||
      installsGroup(command)),
  isCleaned: ({ use, verb, manager: own }, all) =>
    all.some(
      ({ manager, action, words, verb: later }) =>
        later.pos > verb.pos && manager === own && action === 'clean' && words[0]?.value === 'all',
    ) || removesLater(use, isLeft),
  isCached: (target) => /^\/var\/cache(?:\/(?:dnf|yum|libdnf5))?$/.test(target),
  mounts: (command) => [`type=cache,target=${cacheOf(command)},sharing=locked`],
  shippedOnly: false,
  severity: 'warning',
  aliases: ({ manager }) =>
    manager === 'microdnf' ? ['hadolint:DL3040', 'trivy:DS-0027'] : ['hadolint:DL3040', 'trivy:DS-0019'],
  examples: [
    bad('FROM fedora:42\nRUN dnf ‹install› -y httpd\n', {
      fixed: 'FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n',
    }),
    bad('FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf ‹upgrade› -y\n', {
      fixed: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf upgrade -y && microdnf clean all\n',
    }),
    bad('FROM fedora:42\nRUN dnf ‹install› -y httpd && microdnf clean all\n'),
    bad('FROM fedora:42\nRUN dnf -y ‹group› install development-tools && dnf -y group list\n'),
    bad('FROM fedora:42 AS build\nRUN dnf -y ‹up-min›\nFROM scratch\nCOPY --from=build /a /a\n'),
    good('FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n'),
    good('FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y httpd\n'),
    good('FROM fedora:42\nRUN dnf install -y httpd && rm -rf /var/cache/yum/*\n'),
  ],
});
