import { bad, good, source } from '../../../core/rule.js';
import { removeInstruction } from '../model/edits.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/multiple-cmd', {
  summary: 'More than one CMD in a stage',
  why: `Only the last CMD of a stage counts; the ones before it do nothing. Keep the last, and remove the others.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:MultipleInstructionsDisallowed',
    'hadolint:DL4003',
    'trivy:DS-0016',
    'dockerfile-utils:MULTIPLE_INSTRUCTIONS',
  ],
  fix: 'safe',
  messages: { overruled: 'A later CMD of this stage overrules this one. Remove it.' },
  fixes: { remove: 'Remove this CMD' },
  on: {
    stage(stage, ctx) {
      for (const instruction of ofKind(stage, 'CMD').slice(0, -1)) {
        const edit = removeInstruction(ctx.document, instruction);
        ctx.report(instruction.keyword, 'overruled', {}, { fix: edit && { title: 'remove', edits: [edit] } });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\r\n‹CMD› ["a", \\\r\n  "b"]\r\nUSER 1\r\n‹cmd› ["c"]\r\nCMD ["d"]\r\n', {
      fixed: 'FROM alpine:3.22\r\nUSER 1\r\nCMD ["d"]\r\n',
    }),
    bad('FROM alpine:3.22\n‹CMD› ["a", \\\n  # Why\n  "b"]\nCMD ["d"]\n', {
      fixed: 'FROM alpine:3.22\nCMD ["a", \\\n  # Why\n  "b"]\nCMD ["d"]\n',
    }),
    good(source`
      FROM alpine:3.22 AS base
      CMD ["a"]
      FROM base
      ONBUILD CMD ["b"]
      CMD ["c"]
    `),
  ],
});
