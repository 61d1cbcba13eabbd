import { bad, good } from '../../../core/rule.js';
import { insertLineAbove, sameCase } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/no-source-image', {
  summary: 'Instruction before the first FROM',
  why: `A stage starts with FROM. Only ARG, comments and directives may come before the first one.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3061', 'dockerfile-utils:NO_SOURCE_IMAGE', 'buildkit:instruction-error'],
  fix: 'unsafe',
  messages: {
    before: '{keyword} comes before the first FROM, where only ARG is allowed.',
    none: 'There is no FROM, so there is nothing to build. Name a base image first.',
  },
  fixes: { insert: 'Insert "FROM scratch" above' },
  on: {
    file(document, ctx) {
      const { instructions } = document;
      if (instructions.length === 0) return;
      const first = instructions.find((instruction) => instruction.kind !== 'ARG');
      const hasFrom = instructions.some((instruction) => instruction.kind === 'FROM');
      if (!first) {
        // Only ARGs: the place where a FROM is missing is the end.
        const last = instructions[instructions.length - 1];
        const at = last?.keyword ?? { start: 0, end: 0 };
        ctx.report(at, 'none', {}, { aliases: rule.peers.slice(1) });
        return;
      }
      if (first.kind === 'FROM') return;
      const from = sameCase(first.keyword.text, 'FROM');
      ctx.report(
        first.keyword,
        hasFrom ? 'before' : 'none',
        { keyword: first.keyword.text.toUpperCase() },
        {
          aliases: hasFrom ? rule.peers : rule.peers.slice(1),
          fix: hasFrom ? undefined : { title: 'insert', edits: [insertLineAbove(document, first, `${from} scratch`)] },
        },
      );
    },
  },
  examples: [
    bad('‹RUN› ls\n', { fixed: 'FROM scratch\nRUN ls\n' }),
    bad('ARG A=1\n‹LABEL› a=b\nFROM alpine:3.22\n'),
    bad('‹ARG› A=1\n'),
    good('# syntax=docker/dockerfile:1\n# a comment\nARG A=1\nFROM alpine:3.22\n'),
  ],
});
