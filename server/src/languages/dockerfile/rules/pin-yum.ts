import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';
import { isPinnedRpm, moduleWords } from '../tools/rpm.js';

export const rule: Rule = pinRule('dockerfile/pin-yum', {
  tool: 'yum',
  why: `A build of tomorrow may install other versions than one of today. Give the version after the name, as in
\`httpd-2.4.62\`, or pin the base image and install nothing that it does not have in its release.`,
  profile: 'all',
  peers: ['hadolint:DL3033'],
  form: 'httpd-2.4.62',
  installs: ({ manager, action, words }) =>
    manager === 'yum' && (action === 'install' || (action === 'module' && words[0]?.value === 'install')),
  words: moduleWords,
  isPinned: (name, { action }) => isPinnedRpm(name, action),
  examples: [
    bad('FROM centos:7\nRUN yum install -y httpd-2.4.6 ‹php› && yum clean all\n'),
    bad('FROM rockylinux:9\nRUN yum module install -y ‹nodejs›\n'),
    bad('FROM rockylinux:9 AS a\nENV VERSION=2.4.62\nFROM rockylinux:9\nRUN yum install -y ‹httpd-$VERSION›\n'),
    good(
      'FROM rockylinux:9\nENV VERSION=2.4.62\nRUN yum install -y "httpd-${VERSION}" @development-tools @nodejs:20\n',
    ),
    good('FROM rockylinux:9\nRUN for v in 1 2; do yum install -y php-$v $PACKAGES; done\n'),
    good('FROM centos:7\nRUN yum install -y httpd-2.4.6 ./local.rpm openssl-1:1.1.1k && yum clean all\n'),
    good('FROM rockylinux:9\nRUN yum module install -y nodejs:18 && yum update -y\n'),
    good('FROM centos:7\nARG VERSION\nRUN yum install -y "httpd-$VERSION" $PACKAGES\n'),
  ],
});
