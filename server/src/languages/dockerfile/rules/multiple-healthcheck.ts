import { bad, good, source } from '../../../core/rule.js';
import { removeInstruction } from '../model/edits.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/multiple-healthcheck', {
  summary: 'More than one HEALTHCHECK in a stage',
  why: `Only the last HEALTHCHECK of a stage counts; the ones before it do nothing. Keep the last, and remove the others.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:MultipleInstructionsDisallowed',
    'hadolint:DL3012',
    'trivy:DS-0023',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
  ],
  fix: 'safe',
  messages: { overruled: 'A later HEALTHCHECK of this stage overrules this one. Remove it.' },
  fixes: { remove: 'Remove this HEALTHCHECK' },
  on: {
    stage(stage, ctx) {
      for (const instruction of ofKind(stage, 'HEALTHCHECK').slice(0, -1)) {
        const edit = removeInstruction(ctx.document, instruction);
        ctx.report(instruction.keyword, 'overruled', {}, { fix: edit && { title: 'remove', edits: [edit] } });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹HEALTHCHECK› NONE\n# Is it up?\nHEALTHCHECK CMD ["a"]', {
      fixed: 'FROM alpine:3.22\n# Is it up?\nHEALTHCHECK CMD ["a"]',
    }),
    good(source`
      FROM alpine:3.22 AS base
      HEALTHCHECK CMD ["a"]
      FROM base
      HEALTHCHECK NONE
    `),
  ],
});
