import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { removesLater } from '../tools/package-commands.js';

export const rule: Rule = cleanRule('dockerfile/dnf-clean', {
  tool: 'dnf',
  peers: ['hadolint:DL3040', 'trivy:DS-0019', 'trivy:DS-0027'],
  leftover: 'its cache',
  clean: '{tool} clean all',
  leaves: ({ manager, action }) =>
    (manager === 'dnf' || manager === 'microdnf') &&
    /^(?:install|groupinstall|localinstall|reinstall|upgrade|update)$/.test(action),
  isCleaned: ({ use, verb, manager: own }, all) =>
    all.some(
      ({ manager, action, words, verb: later }) =>
        later.pos > verb.pos && manager === own && action === 'clean' && words[0]?.value === 'all',
    ) || removesLater(use, use.command, /^\/var\/cache\/(?:lib)?(?:dnf|dnf5|yum)(?:\/|$)/),
  isCached: (target) => /^\/var\/cache(?:\/(?:dnf|yum|libdnf5))?$/.test(target),
  mounts: ['type=cache,target=/var/cache/libdnf5,sharing=locked'],
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
    good('FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n'),
    good('FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y httpd\n'),
    good('FROM fedora:42\nRUN dnf install -y httpd && rm -rf /var/cache/yum/*\n'),
  ],
});
