import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { yesRule } from '../tools/yes-rule.js';

export const rule: Rule = yesRule('dockerfile/dnf-yes', {
  tool: 'dnf',
  peers: ['hadolint:DL3038'],
  option: '-y',
  asks: ({ manager, action, words }) =>
    (manager === 'dnf' || manager === 'microdnf') &&
    (/^(?:install|groupinstall|localinstall|reinstall)$/.test(action) ||
      (/^(?:group|module)$/.test(action) && words[0]?.value === 'install')),
  isAnswered: ({ options }) => hasOption(options, 'y', 'assumeyes'),
  examples: [
    bad('FROM fedora:42\nRUN dnf ‹install› httpd && dnf clean all\n', {
      fixed: 'FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n',
    }),
    bad('FROM fedora:42\nRUN dnf ‹groupinstall› "Development Tools"\n', {
      fixed: 'FROM fedora:42\nRUN dnf groupinstall -y "Development Tools"\n',
    }),
    bad('FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf ‹install› git && microdnf clean all\n', {
      fixed: 'FROM registry.access.redhat.com/ubi9-minimal:9.6\nRUN microdnf install -y git && microdnf clean all\n',
    }),
    good(
      'FROM fedora:42\nRUN dnf install -y a && dnf -y install b && dnf install --assumeyes c && dnf -yq install d\n',
    ),
    good('FROM fedora:42\nRUN dnf clean all\n'),
  ],
});
