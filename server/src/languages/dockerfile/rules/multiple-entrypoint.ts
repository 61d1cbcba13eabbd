import { bad, good, source } from '../../../core/rule.js';
import { removeInstruction } from '../model/edits.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/multiple-entrypoint', {
  summary: 'More than one ENTRYPOINT in a stage',
  why: `Only the last ENTRYPOINT of a stage counts; the ones before it do nothing. Keep the last, and remove the others.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:MultipleInstructionsDisallowed',
    'hadolint:DL4004',
    'trivy:DS-0007',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
  ],
  fix: 'safe',
  messages: { overruled: 'A later ENTRYPOINT of this stage overrules this one. Remove it.' },
  fixes: { remove: 'Remove this ENTRYPOINT' },
  on: {
    stage(stage, ctx) {
      for (const instruction of ofKind(stage, 'ENTRYPOINT').slice(0, -1)) {
        const edit = removeInstruction(ctx.document, instruction);
        ctx.report(instruction.keyword, 'overruled', {}, { fix: edit && { title: 'remove', edits: [edit] } });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹ENTRYPOINT› ["a"]\n\nENTRYPOINT ["b"]\n', {
      fixed: 'FROM alpine:3.22\n\nENTRYPOINT ["b"]\n',
    }),
    good(source`
      FROM alpine:3.22 AS base
      ENTRYPOINT ["a"]
      FROM base
      ENTRYPOINT ["b"]
      CMD ["c"]
    `),
  ],
});
