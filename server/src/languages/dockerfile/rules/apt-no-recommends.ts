import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { packageCommand } from '../tools/package-commands.js';
import { insertAfterWord } from '../tools/script-edits.js';

export const rule: Rule = dockerfileRule('dockerfile/apt-no-recommends', {
  summary: 'apt-get installs recommended packages, too',
  why: `By default apt-get installs what a package recommends along with what it needs: documentation tools, mail servers,
whole desktops. \`--no-install-recommends\` leaves that out; what is really needed of it is better named.`,
  category: 'cost',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3015', 'trivy:DS-0029'],
  fix: 'unsafe',
  reach: 'part',
  messages: { recommends: 'This installs recommended packages as well. Add "--no-install-recommends".' },
  fixes: { add: 'Add "--no-install-recommends"' },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (command?.action !== 'install' || command.dry) return;
      const { manager, options, verb } = command;
      if (manager !== 'apt-get' && manager !== 'apt') return;
      const off = options.options.some(
        ({ name, value }) =>
          (name === 'o' || name === 'option') && /^APT::Install-Recommends=(?:false|no|0|off)$/i.test(value ?? ''),
      );
      if (off || hasOption(options, 'no-install-recommends')) return;
      ctx.report(
        use.span(verb),
        'recommends',
        {},
        {
          aliases: manager === 'apt-get' ? rule.peers : [],
          fix: { title: 'add', edits: [insertAfterWord(use, verb, '--no-install-recommends')] },
        },
      );
    },
  },
  examples: [
    bad('FROM debian:12-slim\nRUN apt-get update && apt-get ‹install› -y curl\n', {
      fixed: 'FROM debian:12-slim\nRUN apt-get update && apt-get install --no-install-recommends -y curl\n',
    }),
    bad('FROM debian:12-slim\nRUN ["apt-get", ‹"install"›, "-y", "curl"]\n', {
      fixed: 'FROM debian:12-slim\nRUN ["apt-get", "install", "--no-install-recommends", "-y", "curl"]\n',
    }),
    good('FROM debian:12-slim\nRUN apt-get install -y --no-install-recommends curl && apt-get upgrade -y\n'),
    good('FROM debian:12-slim\nRUN apt-get install --simulate curl\n'),
    good('FROM debian:12-slim\nRUN apt-get -o APT::Install-Recommends=false install -y curl\n'),
    good('FROM debian:12-slim\nRUN apt-get install -y -o=APT::Install-Recommends=false curl\n'),
  ],
});
