import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { cleanRule } from '../tools/clean-rule.js';
import { around, removesLater } from '../tools/leftovers.js';
import { installsGroup } from '../tools/rpm.js';

const isLeft = around('/var/cache/yum', '/var/cache/dnf');

export const rule: Rule = cleanRule('dockerfile/yum-clean', {
  tool: 'yum',
  peers: ['hadolint:DL3032', 'trivy:DS-0015'],
  leftover: 'its cache',
  clean: 'yum clean all',
  leaves: (command) =>
    command.manager === 'yum' &&
    (/^(?:install|groupinstall|localinstall|reinstall)$/.test(command.action) || installsGroup(command)),
  isCleaned: ({ use, verb }, all) =>
    all.some(
      ({ manager, action, words, verb: own }) =>
        own.pos > verb.pos && manager === 'yum' && action === 'clean' && words[0]?.value === 'all',
    ) || removesLater(use, isLeft),
  isCached: (target) => target === '/var/cache/yum' || target === '/var/cache',
  mounts: () => ['type=cache,target=/var/cache/yum,sharing=locked'],
  shippedOnly: false,
  severity: 'warning',
  examples: [
    bad('FROM centos:7\nRUN yum ‹install› -y httpd\n', {
      fixed: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
    }),
    bad('FROM rockylinux:9\nRUN yum -y ‹module› install nodejs:20\n'),
    bad('FROM centos:7\nRUN yum clean all && yum ‹install› -y httpd\n'),
    good('FROM centos:7\nRUN yum install -y httpd && yum clean all\n'),
    good('FROM centos:7\nRUN yum install -y httpd && rm -rf /var/cache/* && yum module list\n'),
    good('FROM centos:7\nRUN yum install -y httpd && rm -rf /var/cache/yum/*\n'),
    good('FROM centos:7\nRUN --mount=type=cache,target=/var/cache/yum yum install -y httpd\n'),
  ],
});
