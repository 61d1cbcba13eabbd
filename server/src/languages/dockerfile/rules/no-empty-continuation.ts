import { remove } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/no-empty-continuation', {
  summary: 'Empty line inside of a continued instruction',
  why: `The builder skips empty lines between the lines of one instruction, warns, and says that it will refuse them one day.
A comment line is the way to leave room.`,
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:NoEmptyContinuation', 'dockerfile-utils:EMPTY_CONTINUATION_LINE'],
  fix: 'safe',
  reach: 'part',
  messages: { empty: 'This empty line is in the middle of an instruction. Remove it, or make it a comment.' },
  fixes: { remove: 'Remove the empty lines' },
  on: {
    instruction(instruction, ctx) {
      if (instruction.trigger) return;
      const { emptyLines, logical, lineEnd } = instruction;
      // At the end of the file there is nothing that the lines could stand between.
      const [first] = emptyLines;
      const last = emptyLines[emptyLines.length - 1];
      if (!first || !last) return;
      const edits = emptyLines.map(({ start, end }) => {
        const newline = ctx.text.indexOf('\n', end);
        return remove({ start, end: newline === -1 ? ctx.text.length : newline + 1 });
      });
      const trailing = lineEnd <= first.start && logical.pieces.every((piece) => piece.offset < first.start);
      ctx.report(last, 'empty', {}, trailing ? {} : { fix: { title: 'remove', edits } });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN ls \\\n‹›\n  -l\n', { fixed: 'FROM alpine:3.22\nRUN ls \\\n  -l\n' }),
    bad('FROM alpine:3.22\r\nRUN ls \\\r\n\r\n‹  ›\r\n  -l\r\n', {
      fixed: 'FROM alpine:3.22\r\nRUN ls \\\r\n  -l\r\n',
    }),
    good('FROM alpine:3.22\nRUN ls \\\n  # a comment\n  -l\n\nRUN <<EOF\nls\n\nls\nEOF\n'),
  ],
});
