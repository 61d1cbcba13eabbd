import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { rootImage } from '../model/dockerfile.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/apt-key-deprecated', {
  summary: 'apt-key is used',
  why: `\`apt-key\` trusts a key for every repository, not just for its own, and its own manual announces
its end. Store the key in a file below \`/etc/apt/keyrings\` and name that file with \`signed-by=\` in
the repository's entry, as apt of Debian 9 and Ubuntu 16.04 and newer knows it.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    used: '"apt-key" is on its way out of Debian and Ubuntu. Store the key below /etc/apt/keyrings and use signed-by.',
  },
  on: {
    command(use, ctx) {
      if (use.command.name !== 'apt-key') return;
      if (/^(?:list|finger|exportall|export|help)$/.test(use.command.args[0]?.value ?? '')) return;
      const image = use.stage && rootImage(use.stage);
      const { distribution } = (image && imageFacts(image.repository, image.tag)) ?? {};
      if (distribution && isBeforeSignedBy(distribution.id, distribution.release)) return;
      ctx.report(use.span(use.command.nameWord), 'used', {}, { tags: ['deprecated'] });
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN curl -fsSL https://example.com/key.asc | ‹apt-key› add -
      RUN ‹apt-key› adv --keyserver keyserver.ubuntu.com --recv-keys ABCDEF
    `),
    bad('FROM ubuntu:16.04\nRUN ‹apt-key› add key.asc\n'),
    good('FROM debian:jessie-slim\nRUN apt-key add key.asc\nFROM ubuntu:14.04\nRUN apt-key add key.asc\n'),
    good(source`
      FROM debian:12
      RUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/example.asc && apt-key list
    `),
  ],
});

/** apt knows `signed-by` since version 1.1, which came with Debian 9 and Ubuntu 16.04. */
function isBeforeSignedBy(id: string, release: string | undefined): boolean {
  const first = { debian: 9, ubuntu: 16.04 }[id];
  return first !== undefined && release !== undefined && Number.parseFloat(release) < first;
}
