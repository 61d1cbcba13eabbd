import { bad, good, source } from '../../../core/rule.js';
import { commandsOf } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/wget-or-curl', {
  summary: 'Stage downloads with both wget and curl',
  why: `Both programs fetch files. Using one of them in a stage saves a package, and one way to handle errors, redirects and
certificates is easier to read.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['hadolint:DL4001', 'trivy:DS-0014'],
  fix: 'none',
  reach: 'part',
  messages: { both: 'This stage already downloads with "{other}". Use the same program here instead of "{name}".' },
  on: {
    stage(stage, ctx) {
      const seen = new Set<string>();
      for (const instruction of stage.instructions) {
        const kind = instruction.kind === 'ONBUILD' ? instruction.instruction?.kind : instruction.kind;
        if (kind !== 'RUN') continue;
        for (const { command, span } of commandsOf(ctx.document, instruction)) {
          const { name } = command;
          if (name !== 'wget' && name !== 'curl') continue;
          const other = name === 'wget' ? 'curl' : 'wget';
          if (seen.has(other) && !seen.has(name)) ctx.report(span(command.nameWord), 'both', { name, other });
          seen.add(name);
        }
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN wget https://example.com/a && wget https://example.com/b
      RUN ‹curl› -fsSLO https://example.com/c
      RUN curl -fsSLO https://example.com/d
    `),
    good(source`
      FROM debian:12 AS fetch
      RUN wget https://example.com/a
      FROM debian:12
      RUN curl -fsSLO https://example.com/c
    `),
    good(source`
      FROM debian:12
      RUN apt-get update && apt-get install -y wget
      RUN curl -fsSLO https://example.com/c
    `),
  ],
});
