import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { yesRule } from '../tools/yes-rule.js';

export const rule: Rule = yesRule('dockerfile/yum-yes', {
  tool: 'yum',
  peers: ['hadolint:DL3030'],
  option: '-y',
  asks: ({ manager, action, words }) =>
    manager === 'yum' &&
    (/^(?:install|groupinstall|localinstall|reinstall)$/.test(action) ||
      (/^(?:group|module)$/.test(action) && words[0]?.value === 'install')),
  isAnswered: ({ options }) => hasOption(options, 'y', 'assumeyes'),
  examples: [
    bad('FROM rockylinux:9\nRUN yum ‹install› httpd && yum clean all\n', {
      fixed: 'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all\n',
    }),
    bad('FROM rockylinux:9\nRUN yum ‹groupinstall› "Development Tools"\n', {
      fixed: 'FROM rockylinux:9\nRUN yum groupinstall -y "Development Tools"\n',
    }),
    good(
      'FROM rockylinux:9\nRUN yum install -y a && yum -y install b && yum install --assumeyes c && yum -yq install d\n',
    ),
    good('FROM rockylinux:9\nRUN yum clean all\n'),
  ],
});
