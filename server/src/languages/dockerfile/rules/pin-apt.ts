import { bad, good, source } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-apt', {
  tool: 'apt-get',
  why: `A build of tomorrow may install other versions than one of today. Debian and Ubuntu take old versions out of their
archives, though, so that a pinned build stops working after a while; a snapshot archive or a pinned base image is often the
better way. The rule is therefore off unless you ask for it.`,
  profile: 'all',
  peers: ['hadolint:DL3008'],
  form: 'curl=7.88.*',
  installs: ({ manager, action }) => (manager === 'apt-get' || manager === 'apt') && action === 'install',
  isPinned: (name) => /[=/]/.test(name) || name.endsWith('.deb'),
  aliases: ({ manager }) => (manager === 'apt-get' ? ['hadolint:DL3008'] : []),
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl=7.88.* ‹git› make\n'),
    bad('FROM debian:12-slim\nRUN apt-get install -y -t bookworm-backports \\\n    ‹git›\n'),
    bad('FROM debian:12-slim\nARG PACKAGES="curl git"\nRUN apt-get install -y ‹$PACKAGES›\n'),
    bad('FROM debian:12-slim\nRUN ["apt-get", "install", "-y", ‹"git"›]\n'),
    good('FROM debian:12-slim\nRUN apt-get install -y --no-install-recommends git=1:2.39.* ./local.deb\n'),
    good('FROM debian:12-slim\nRUN apt-get install -y "git=$GIT_VERSION" $PACKAGES $(cat packages.txt)\n'),
    good('FROM debian:12-slim\nRUN . ./versions && for p in a b; do apt-get install -y php$PHP $p; done\n'),
    good(source`
      FROM debian:12-slim
      ARG CURL=curl=7.88.*
      RUN apt-get install -y $CURL && apt-get remove git
    `),
  ],
});
