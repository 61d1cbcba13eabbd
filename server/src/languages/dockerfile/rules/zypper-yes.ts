import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { yesRule } from '../tools/yes-rule.js';

export const rule: Rule = yesRule('dockerfile/zypper-yes', {
  tool: 'zypper',
  peers: ['hadolint:DL3034'],
  option: '-y',
  asks: ({ manager, action }) =>
    manager === 'zypper' && /^(?:install|in|remove|rm|source-install|si|patch)$/.test(action),
  isAnswered: ({ options }) => hasOption(options, 'y', 'no-confirm', 'n', 'non-interactive'),
  examples: [
    bad('FROM opensuse/leap:15.6\nRUN zypper ‹install› httpd && zypper clean\n', {
      fixed: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd && zypper clean\n',
    }),
    bad('FROM opensuse/leap:15.6\nRUN zypper ‹rm› httpd\n', {
      fixed: 'FROM opensuse/leap:15.6\nRUN zypper rm -y httpd\n',
    }),
    good('FROM opensuse/leap:15.6\nRUN zypper -n in a && zypper install -y b && zypper --non-interactive patch\n'),
    good('FROM opensuse/leap:15.6\nRUN zypper install --no-confirm a && zypper refresh\n'),
  ],
});
