import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { packageCommand } from '../tools/package-commands.js';

export const rule: Rule = dockerfileRule('dockerfile/dist-upgrade', {
  summary: 'zypper upgrades the whole distribution',
  why: `\`zypper dist-upgrade\` moves the image to another release, whatever its tag says. Start from an image of that release
instead.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3035'],
  fix: 'none',
  reach: 'part',
  messages: {
    upgrade: '"zypper {action}" turns the base image into another release. Start from that release instead.',
  },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (command?.manager !== 'zypper' || !/^(?:dist-upgrade|dup)$/.test(command.action)) return;
      ctx.report(use.span(command.verb), 'upgrade', { action: command.action });
    },
  },
  examples: [
    bad('FROM opensuse/leap:15.6\nRUN zypper -n ‹dup›\n'),
    bad('FROM opensuse/leap:15.6\nRUN zypper -n ‹dist-upgrade› && zypper clean\n'),
    good('FROM opensuse/leap:15.6\nRUN zypper -n update && zypper clean\n'),
  ],
});
