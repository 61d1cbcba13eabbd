import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { suppressions } from '../suppressions.js';

export const rule: Rule = dockerfileRule('dockerfile/no-inline-ignore', {
  summary: 'A comment switches findings off',
  why: `Where exceptions are decided by somebody else than the author of the file, they belong into the configuration, not
into comments. This rule reports every comment or directive that silences a finding, whichever tool it is for.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['hadolint:DL1001'],
  fix: 'none',
  messages: { ignored: 'This comment switches findings off. Decide exceptions in the configuration.' },
  on: {
    file(document, ctx) {
      const seen = new Set<number>();
      const found = suppressions(document, { text: ctx.text, today: ctx.today, directivesOff: new Set() });
      for (const { span, syntax } of found) {
        if (seen.has(span.start)) continue;
        seen.add(span.start);
        ctx.report(span, 'ignored', {}, { aliases: syntax === 'hadolint' ? rule.peers : [] });
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      ‹# hadolint ignore=DL3002›
      USER root
      ‹# platform-builder: ignore[dockerfile/no-sudo] for now›
      RUN sudo true
    `),
    good(source`
      # hadolint shell=bash
      FROM debian:12
      # ignore=DL3002
      USER root
    `),
  ],
});
