import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-zypper', {
  tool: 'zypper',
  why: `A build of tomorrow may install other versions than one of today. Give the version after the name, as in
\`httpd=2.4.46\`, or pin the base image and install nothing that it does not have in its release.`,
  profile: 'all',
  peers: ['hadolint:DL3037'],
  form: 'httpd=2.4.46',
  installs: ({ manager, action }) => manager === 'zypper' && (action === 'install' || action === 'in'),
  isPinned: (name) => /[=<>]/.test(name) || name.endsWith('.rpm'),
  examples: [
    bad('FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.46 ‹php8› && zypper clean\n'),
    bad('FROM opensuse/leap:15.6\nRUN zypper -n in ‹php8›\n'),
    good("FROM opensuse/leap:15.6\nRUN zypper -n in 'httpd>=2.4' ./local.rpm && zypper -n update\n"),
  ],
});
