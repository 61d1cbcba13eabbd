import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { hasCacheMount, type Manager, packageCommand, siblings } from '../tools/package-commands.js';

/** The verbs that fetch lists, and those that use them. */
const updates = /^(?:update|up|check-update|makecache|refresh|ref)$/;
const uses =
  /^(?:install|in|add|upgrade|dist-upgrade|full-upgrade|reinstall|groupinstall|localinstall|group|module|build-dep|source|download|satisfy|search|show|policy)$/;
const systems: ReadonlySet<Manager> = new Set(['apt-get', 'apt', 'apk', 'yum', 'dnf', 'zypper']);

export const rule: Rule = dockerfileRule('dockerfile/update-alone', {
  summary: 'Package lists are updated in a step of their own',
  why: `The builder caches the step that fetched the lists. When the install in a later step changes, it runs with those old
lists and fails, or installs old versions. Put both into one RUN.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5'],
  fix: 'none',
  messages: { alone: '"{tool} {action}" stands alone, so that the cache keeps old lists. Install in the same RUN.' },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (!command || !systems.has(command.manager) || !/^(?:update|up)$/.test(command.action)) return;
      const { manager, verb, action } = command;
      // yum and dnf upgrade the packages themselves by that name, which zypper does with `up`.
      const family = manager === 'apt' || manager === 'apt-get' ? /^apt(?:-get)?$/ : new RegExp(`^${manager}$`);
      const all = siblings(use);
      const own = use.script.commands;
      const used = all.some(
        (other) => family.test(other.manager) && other.verb.pos > verb.pos && uses.test(other.action),
      );
      const again = all.some(
        (other) => family.test(other.manager) && other.verb.pos > verb.pos && updates.test(other.action),
      );
      if (used || again) return;
      // Other programs of the family, or scripts that may use them, come after it.
      if (
        own.some(
          (other) =>
            other.pos > use.command.pos &&
            (other.name === undefined || /^(?:aptitude|apt-file|apt-cache)$/.test(other.name)),
        )
      )
        return;
      const lists = /^\/var\/(?:lib\/apt(?:\/lists)?|cache\/(?:apk|yum|dnf|libdnf5|zypp))$/;
      if (hasCacheMount(use, (target) => lists.test(target))) return;
      ctx.report(use.span(verb), 'alone', { tool: manager, action });
    },
  },
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get ‹update›\nRUN apt-get install -y curl\n'),
    bad('FROM alpine:3.22\nRUN apk ‹update› && ls\n'),
    bad('FROM debian:12-slim\nRUN apt-get install -y curl && apt-get -qq ‹update›\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n'),
    good('FROM debian:12-slim\nRUN apt-get update && apt install -y curl && rm -rf /var/lib/apt/lists/*\n'),
    good('FROM alpine:3.22\nRUN apk update && apk upgrade\n'),
    good('FROM debian:12-slim\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n'),
  ],
});
