import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

const commands: ReadonlySet<string> = new Set([
  'free',
  'kill',
  'mount',
  'ps',
  'service',
  'shutdown',
  'ssh',
  'top',
  'vim',
]);
/** These are as pointless, but only we say so. */
const more: ReadonlySet<string> = new Set(['ifconfig', 'nano']);

export const rule: Rule = dockerfileRule('dockerfile/pointless-command', {
  summary: 'Command that does nothing useful in a build',
  why: `A build step has no services, no terminal and no processes but its own, and none of them outlives the step: commands
that look at them or control them work on nothing. Start programs with CMD or ENTRYPOINT, and mount with \`RUN --mount\`.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3001'],
  fix: 'none',
  reach: 'part',
  messages: {
    pointless: '"{name}" has no use in a build step, whose processes and mounts end with it.',
    service:
      '"{name}" starts a program that ends with this step. Start it with CMD or ENTRYPOINT when the container runs.',
  },
  on: {
    command(use, ctx) {
      const { name, nameWord } = use.command;
      if (name === undefined || !(commands.has(name) || more.has(name))) return;
      const key = name === 'service' ? 'service' : 'pointless';
      ctx.report(use.span(nameWord), key, { name }, { aliases: commands.has(name) ? rule.peers : [] });
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN ‹top› && ‹service› nginx start
      RUN [‹"/bin/ps"›, "aux"]
    `),
    bad('FROM debian:12\nRUN apt-get update \\\r\n  && ‹nano› /etc/hosts\n'),
    good(source`
      FROM debian:12
      RUN apt-get update && apt-get install -y vim ssh nano
      RUN ssh-keygen -A && pstree
    `),
  ],
});
