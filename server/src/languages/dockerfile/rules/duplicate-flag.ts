import { bad, good } from '../../../core/rule.js';
import { flagHelp } from '../grammar/flags.js';
import { removeFlag } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/duplicate-flag', {
  summary: 'Flag that is given twice',
  why: `The builder takes most flags once only, and refuses the instruction otherwise.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:FLAG_DUPLICATE', 'buildkit:instruction-error'],
  fix: 'unsafe',
  reach: 'part',
  messages: { duplicate: '"--{name}" is given more than once, which the builder refuses.' },
  fixes: { remove: 'Remove this one' },
  on: {
    instruction(instruction, ctx) {
      if (instruction.flags.length < 2) return;
      if (instruction.kind === 'HEALTHCHECK' && /^none$/i.test(instruction.type?.text ?? '')) return;
      const seen = new Set<string>();
      for (const flag of instruction.flags) {
        const name = flag.name.text;
        const known = flagHelp(instruction.kind, name);
        if (!known || known.list) continue;
        if (seen.has(name)) {
          const span = { start: flag.start, end: flag.name.end };
          const fix = { title: 'remove' as const, edits: [removeFlag(ctx.document, flag)] };
          ctx.report(span, 'duplicate', { name }, refused(instruction, { aliases: rule.peers, fix }));
        }
        seen.add(name);
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nCOPY --chown=1 ‹--chown›=2 a /b\n', { fixed: 'FROM alpine:3.22\nCOPY --chown=1 a /b\n' }),
    bad('FROM alpine:3.22\nHEALTHCHECK --retries=1 \\\n  ‹--retries›=2 CMD true\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK --retries=1 \\\n  CMD true\n',
    }),
    good('FROM alpine:3.22\nRUN --mount=type=ssh --mount=type=tmpfs,target=/a ls\nCOPY --exclude=a --exclude=b . /\n'),
  ],
});
