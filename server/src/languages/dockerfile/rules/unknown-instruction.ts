import { insert, replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { sameCase } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { instructionKinds } from '../syntax/instruction.js';

export const rule: Rule = dockerfileRule('dockerfile/unknown-instruction', {
  summary: 'Instruction that does not exist',
  why: `The builder has no instruction of this name. Often it is misspelt, or the line before has lost the backslash that
joined the two.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:UNKNOWN_INSTRUCTION', 'buildkit:instruction-error'],
  fix: 'unsafe',
  messages: {
    unknown: 'There is no instruction "{name}".',
    misspelt: 'There is no instruction "{name}". Did you mean {suggestion}?',
    lost: 'This line starts no instruction. The line before it may have lost its "{escape}".',
  },
  fixes: { rename: 'Change to {suggestion}', join: 'Join with the line before' },
  on: {
    UNKNOWN(instruction, ctx) {
      const { keyword, index, trigger } = instruction;
      const name = keyword.text;
      const details = { aliases: rule.peers };
      const previous = trigger ? undefined : ctx.document.instructions[index - 1];
      if (previous && /^(?:&&|\|\|?|;|-|\\)/.test(name)) {
        const { escape: sign } = ctx.document;
        const apart = /\n\s*\n|#/.test(ctx.text.slice(previous.lineEnd, instruction.start));
        const edits = [insert(previous.lineEnd, ` ${sign}`)];
        ctx.report(
          keyword,
          'lost',
          { escape: sign },
          apart || previous.heredocs.length > 0 ? {} : { fix: { title: 'join', edits } },
        );
        return;
      }
      const found = nearest(name.replace(/[^A-Za-z]/g, ''), instructionKinds);
      if (found === undefined) ctx.report(keyword, 'unknown', { name }, refused(instruction, details));
      else {
        const suggestion = sameCase(name, found);
        const fix = { title: 'rename' as const, params: { suggestion }, edits: [replace(keyword, suggestion)] };
        ctx.report(keyword, 'misspelt', { name, suggestion }, refused(instruction, { ...details, fix }));
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹EXPOS› 8080\n', { fixed: 'FROM alpine:3.22\nEXPOSE 8080\n' }),
    bad('FROM alpine:3.22\n‹wrokdir› /app\n', { fixed: 'FROM alpine:3.22\nworkdir /app\n' }),
    bad('FROM alpine:3.22\nRUN apk update\n    ‹&&› apk add git\n', {
      fixed: 'FROM alpine:3.22\nRUN apk update \\\n    && apk add git\n',
    }),
    bad('FROM alpine:3.22\n‹INSTALL_EVERYTHING› now\n'),
    bad('FROM alpine:3.22\nONBUILD ‹RNU› ls\n', { fixed: 'FROM alpine:3.22\nONBUILD RUN ls\n' }),
    good('FROM alpine:3.22\nexpose 8080\nONBUILD RUN ls\n'),
  ],
});
