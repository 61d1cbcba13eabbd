import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';
import { isPinnedRpm, moduleWords } from '../tools/rpm.js';

export const rule: Rule = pinRule('dockerfile/pin-dnf', {
  tool: 'dnf',
  why: `A build of tomorrow may install other versions than one of today. Give the version after the name, as in
\`httpd-2.4.62\`, or pin the base image and install nothing that it does not have in its release.`,
  profile: 'all',
  peers: ['hadolint:DL3041'],
  form: 'httpd-2.4.62',
  installs: ({ manager, action, words }) =>
    (manager === 'dnf' || manager === 'microdnf') &&
    (action === 'install' || (action === 'module' && words[0]?.value === 'install')),
  words: moduleWords,
  isPinned: (name, { action }) => isPinnedRpm(name, action),
  examples: [
    bad('FROM fedora:42\nRUN dnf install -y httpd-2.4.62 ‹php› && dnf clean all\n'),
    bad('FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf install -y ‹git›\n'),
    bad('FROM fedora:42 AS a\nENV VERSION=2.4.62\nFROM fedora:42\nRUN dnf install -y ‹httpd-$VERSION›\n'),
    good('FROM fedora:42\nENV VERSION=2.4.62\nRUN dnf install -y "httpd-${VERSION}" @development-tools @nodejs:20\n'),
    good('FROM fedora:42\nRUN for v in 1 2; do dnf install -y php-$v $PACKAGES; done\n'),
    good('FROM fedora:42\nRUN dnf install -y httpd-2.4.62 ./local.rpm && dnf clean all\n'),
    good('FROM fedora:42\nRUN dnf group install -y development-tools && dnf module install -y nodejs:20\n'),
  ],
});
