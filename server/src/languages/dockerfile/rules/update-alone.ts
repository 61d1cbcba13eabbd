import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { hasCacheMount } from '../tools/leftovers.js';
import { type PackageCommand, packageCommand } from '../tools/package-commands.js';
import { listUserAfter, mayUseListsAfter } from '../tools/package-lists.js';

const lists = /^\/var\/(?:lib\/apt(?:\/lists)?|cache\/(?:apk|yum|dnf|libdnf5|zypp))$/;

export const rule: Rule = dockerfileRule('dockerfile/update-alone', {
  summary: 'Package lists are updated in a step of their own',
  why: `The builder caches the step that fetched the lists. When the install in a later step changes, it runs with those old
lists and fails, or installs old versions. Put both into one RUN.

\`update\` of yum, dnf and zypper upgrades all packages instead. A step that does nothing else is cached as well, so that a
later build has no newer versions.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5'],
  fix: 'none',
  reach: 'part',
  messages: {
    alone: '"{tool} {action}" runs alone, so the cache keeps old lists. Install in the same RUN.',
    upgrade:
      '"{tool} {action}" upgrades in a step of its own, which the cache keeps as it is. Use a newer base image instead.',
  },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (!command || !isUpdate(command)) return;
      const { manager, verb, action, words } = command;
      if (listUserAfter(command) || mayUseListsAfter(command)) return;
      if (hasCacheMount(use, (target) => lists.test(target))) return;
      const upgrades = !/^(?:apt|apt-get|apk)$/.test(manager);
      // With names behind it, it upgrades only those.
      const details = upgrades ? { severity: words.length > 0 ? ('hint' as const) : ('info' as const) } : {};
      ctx.report(use.span(verb), upgrades ? 'upgrade' : 'alone', { tool: manager, action }, details);
    },
  },
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get ‹update›\nRUN apt-get install -y curl\n'),
    bad('FROM alpine:3.22\nRUN apk ‹update› && ls\n'),
    bad('FROM debian:12-slim\nRUN apt-get install -y curl && apt-get -qq ‹update›\n'),
    bad('FROM debian:12-slim\nRUN apt-get ‹update› && apt-get clean && useradd -m app\n'),
    bad('FROM opensuse/leap:15.6\nRUN zypper -n ‹up› && zypper clean\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt install -y curl && rm -rf /var/lib/apt/lists/*\n'),
    good('FROM debian:12-slim\nRUN apt-get update && xargs -r apt-get install -y < packages.txt\n'),
    good('FROM debian:12-slim\nRUN apt-get update && ./install.sh && rm -rf /var/lib/apt/lists/*\n'),
    good('FROM alpine:3.22\nRUN apk update && apk upgrade\n'),
    good('FROM fedora:42\nRUN dnf -y update && dnf -y install git && dnf clean all\n'),
    good('FROM debian:12-slim\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n'),
  ],
});

function isUpdate({ manager, action }: PackageCommand): boolean {
  switch (manager) {
    case 'apt-get':
    case 'apt':
    case 'apk':
    case 'yum':
      return action === 'update';
    case 'dnf':
    case 'zypper':
      return action === 'update' || action === 'up';
    default:
      return false;
  }
}
