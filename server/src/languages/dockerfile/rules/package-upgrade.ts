import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { packageCommand } from '../tools/package-commands.js';

const upgrades: Readonly<Record<string, RegExp>> = {
  'apt-get': /^(?:upgrade|dist-upgrade)$/,
  apt: /^(?:upgrade|dist-upgrade|full-upgrade)$/,
  apk: /^upgrade$/,
  yum: /^(?:upgrade|update)$/,
  dnf: /^(?:upgrade|update|distro-sync)$/,
  microdnf: /^(?:upgrade|update)$/,
  zypper: /^(?:update|up)$/,
};

export const rule: Rule = dockerfileRule('dockerfile/package-upgrade', {
  summary: 'All packages of the base image are upgraded',
  why: `An upgrade of everything makes the image depend on the day of the build, and stores the upgraded files a second time.
A newer base image has the same fixes. Where the base image is not under your control, an upgrade may still be the right
thing; the rule is therefore off unless you ask for it.`,
  category: 'reliability',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['dockle:DKL-DI-0003'],
  fix: 'none',
  reach: 'part',
  messages: { upgrade: '"{tool} {action}" upgrades all packages. Use a newer base image instead.' },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      // With names behind it, it upgrades only those.
      if (!command || !upgrades[command.manager]?.test(command.action) || command.words.length > 0) return;
      ctx.report(use.span(command.verb), 'upgrade', { tool: command.manager, action: command.action });
    },
  },
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get update && apt-get ‹upgrade› -y\n'),
    bad('FROM fedora:42\nRUN dnf -y ‹upgrade› && dnf clean all\n'),
    good('FROM alpine:3.22\nRUN apk upgrade --no-cache openssl\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-get install -y --only-upgrade openssl\n'),
  ],
});
