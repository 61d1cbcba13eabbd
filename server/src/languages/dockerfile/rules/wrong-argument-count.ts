import { remove } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import { isHeredocWord } from '../syntax/heredoc.js';
import type { CopyInstruction, Instruction } from '../syntax/tree.js';

const builder = 'buildkit:instruction-error';

/** Instructions that the builder takes without arguments. */
const optional: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'UNKNOWN']);

export const rule: Rule = dockerfileRule('dockerfile/wrong-argument-count', {
  summary: 'Too few or too many arguments',
  why: `The builder refuses the instruction with this number of arguments.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:ARGUMENT_MISSING',
    'dockerfile-utils:ARGUMENT_EXTRA',
    'dockerfile-utils:ARGUMENT_UNNECESSARY',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'dockerfile-utils:ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE_OR_THREE',
    builder,
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: '{keyword} needs an argument.',
    oneOrThree: 'FROM takes an image, or an image, AS and a name.',
    destination: '{keyword} needs at least a source and a destination.',
    none: 'HEALTHCHECK NONE takes nothing after it.',
    extra: '{keyword} takes one argument only.',
    heredoc: 'A heredoc can be a source of {keyword}, but not its destination.',
    emptyVolume: 'A volume needs a path; this one is empty.',
  },
  fixes: { drop: 'Remove the extra arguments' },
  on: {
    instruction(instruction, ctx) {
      const keyword = instruction.keyword.text.toUpperCase();
      const report = (at: Span, message: keyof typeof rule.messages & string, alias: string, extra?: Span): void => {
        ctx.report(
          at,
          message as 'missing',
          { keyword },
          refused(instruction, {
            aliases: [builder, `dockerfile-utils:${alias}`],
            ...(extra && { fix: { title: 'drop', edits: [remove(extra)] } }),
          }),
        );
      };
      if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
        copies(instruction, report);
      } else if (instruction.kind === 'SHELL' && instruction.json) {
        return;
      } else if (instruction.rest.text === '' || ('pairs' in instruction && instruction.pairs.length === 0)) {
        if (optional.has(instruction.kind)) return;
        const alias = instruction.kind === 'HEALTHCHECK' ? 'ARGUMENT_REQUIRES_AT_LEAST_ONE' : 'ARGUMENT_MISSING';
        report(instruction.keyword, 'missing', alias);
      } else others(instruction, ctx.document.escape, report);
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹WORKDIR›\n'),
    bad('‹FROM›\n'),
    bad('FROM alpine:3.22 ‹extra›\n', { fixed: 'FROM alpine:3.22\n' }),
    bad('FROM alpine:3.22 AS base ‹extra more›\n', { fixed: 'FROM alpine:3.22 AS base\n' }),
    bad('FROM alpine:3.22\nCOPY ‹a›\n'),
    bad('FROM alpine:3.22\nADD ‹["a"]›\n'),
    bad('FROM alpine:3.22\nHEALTHCHECK NONE ‹now›\n', { fixed: 'FROM alpine:3.22\nHEALTHCHECK NONE\n' }),
    bad('FROM alpine:3.22\nSTOPSIGNAL SIGTERM ‹SIGINT›\n', { fixed: 'FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n' }),
    bad('FROM alpine:3.22\nCOPY a ‹<<EOF›\ntext\nEOF\n'),
    bad('FROM alpine:3.22\nVOLUME ["/data", ‹""›]\nVOLUME ‹""›\n'),
    bad('FROM alpine:3.22\nCOPY ["a", ‹"<<EOF"›]\n'),
    good('FROM --platform=linux/amd64 alpine:3.22 AS base\nRUN\nCMD\nENTRYPOINT []\nHEALTHCHECK NONE\n'),
    good('FROM alpine:3.22\nCOPY <<EOF /a\ntext\nEOF\nUSER a b\nWORKDIR /a b\n'),
  ],
});

type Report = (at: Span, message: string, alias: string, extra?: Span) => void;

function copies(instruction: CopyInstruction<'COPY'> | CopyInstruction<'ADD'>, report: Report): void {
  const { words, json, keyword, rest } = instruction;
  if (words.length < 2)
    report(json ?? (rest.text === '' ? keyword : rest), 'destination', 'ARGUMENT_REQUIRES_AT_LEAST_TWO');
  else if (isHeredocWord(instruction.destination?.text ?? '')) {
    report(instruction.destination ?? keyword, 'heredoc', 'ARGUMENT_REQUIRES_AT_LEAST_TWO');
  }
}

function others(instruction: Instruction, escape: string, report: Report): void {
  switch (instruction.kind) {
    case 'FROM': {
      const { words } = instruction;
      if (words.length === 1 || words.length === 3) return;
      // With an AS the name may be what is missing; without, all but the image is too much.
      const named = /^as$/i.test(words[1]?.text ?? '');
      const keep = words[named && words.length > 3 ? 2 : 0];
      const last = words[words.length - 1];
      if (!keep || !last) return;
      const first = words.find((word) => word.start > keep.start) ?? last;
      const extra = named && words.length === 2 ? undefined : { start: keep.end, end: last.end };
      report({ start: first.start, end: last.end }, 'oneOrThree', 'ARGUMENT_REQUIRES_ONE_OR_THREE', extra);
      return;
    }
    case 'HEALTHCHECK': {
      const { type, command } = instruction;
      if (type && command && /^none$/i.test(type.text)) {
        report(command, 'none', 'ARGUMENT_UNNECESSARY', { start: type.end, end: command.end });
      }
      return;
    }
    case 'STOPSIGNAL': {
      const [first, second] = instruction.words;
      const last = instruction.words[instruction.words.length - 1];
      if (!first || !second || !last) return;
      report({ start: second.start, end: last.end }, 'extra', 'ARGUMENT_EXTRA', { start: first.end, end: last.end });
      return;
    }
    case 'VOLUME':
      if (instruction.json?.elements.length === 0) report(instruction.json, 'missing', 'ARGUMENT_MISSING');
      for (const word of instruction.words) {
        if (word.text.trim() === '' || expand(word.text, escape).value === '') {
          report(word, 'emptyVolume', 'ARGUMENT_MISSING');
        }
      }
      return;
    default:
  }
}
