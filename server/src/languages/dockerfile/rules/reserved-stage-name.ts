import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

const reserved: ReadonlySet<string> = new Set(['scratch', 'context']);

export const rule: Rule = dockerfileRule('dockerfile/reserved-stage-name', {
  summary: 'Stage named like a reserved word',
  why: `\`scratch\` is the empty image and \`context\` the build context. A stage of that name makes \`FROM scratch\` or
\`--from=context\` mean something else than what readers and tools expect. Choose another name.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:ReservedStageName', 'hadolint:DL3063'],
  fix: 'none',
  reach: 'part',
  messages: { reserved: '"{name}" has a meaning of its own for the builder. Choose another name for the stage.' },
  on: {
    FROM({ name }, ctx) {
      if (name && reserved.has(name.text.toLowerCase())) ctx.report(name, 'reserved', { name: name.text });
    },
  },
  examples: [
    bad('FROM alpine:3.22 AS ‹scratch›\n'),
    bad('FROM alpine:3.22 AS ‹Context›\n'),
    good('FROM scratch AS scratchpad\n'),
    good('FROM scratch\n'),
  ],
});
