import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/insecure-run', {
  summary: 'RUN outside of the sandbox',
  why: `\`--security=insecure\` runs the command with all privileges, and \`--network=host\` in the network of the machine that
builds. Either lets a build script, or what it downloads, reach out of the build. Builders refuse both unless they are
told to allow them.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    security: 'This RUN has all privileges on the machine that builds. Do what needs them outside of the build.',
    network: 'This RUN is in the network of the machine that builds. Leave the network to the builder.',
  },
  on: {
    RUN(instruction, ctx) {
      for (const flag of instruction.flags) {
        const { text } = flag.value ?? {};
        if (flag.name.text === 'security' && text === 'insecure') ctx.report(flag, 'security');
        if (flag.name.text === 'network' && text === 'host') ctx.report(flag, 'network');
      }
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      RUN ‹--security=insecure› ‹--network=host› ./install.sh
      ONBUILD RUN ‹--network="host"› ./install.sh
    `),
    good(source`
      FROM alpine:3.22
      RUN --security=sandbox --network=none ./install.sh
      RUN --network=default ./install.sh
    `),
  ],
});
