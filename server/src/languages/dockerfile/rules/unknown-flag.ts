import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { flagsOf } from '../grammar/flags.js';
import { isPlain, removeFlag } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/unknown-flag', {
  summary: 'Flag that an instruction does not have',
  why: `The builder refuses flags that it does not know, by their exact spelling in lower case. Words that start with \`--\`
right after the instruction are flags of the builder, also in CMD and ENTRYPOINT: write those as a JSON array.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:UNKNOWN_ADD_FLAG',
    'dockerfile-utils:UNKNOWN_COPY_FLAG',
    'dockerfile-utils:UNKNOWN_FROM_FLAG',
    'dockerfile-utils:UNKNOWN_HEALTHCHECK_FLAG',
    'buildkit:instruction-error',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: '{keyword} has no flag "--{name}". It has {known}.',
    misspelt: '{keyword} has no flag "--{name}". Did you mean "--{suggestion}"?',
    none: '{keyword} takes no flags, so "--{name}" stops the build.',
  },
  fixes: { rename: 'Change to "--{suggestion}"', remove: 'Remove the flag' },
  on: {
    instruction(instruction, ctx) {
      if (instruction.flags.length === 0 || isUnread(instruction)) return;
      const known = flagsOf(instruction.kind).map((flag) => flag.name);
      const keyword = instruction.keyword.text.toUpperCase();
      for (const flag of instruction.flags) {
        const name = flag.name.text;
        if (known.includes(name)) continue;
        const span = { start: flag.start, end: Math.max(flag.name.end, flag.start + 2) };
        const peer = `dockerfile-utils:UNKNOWN_${instruction.kind}_FLAG`;
        const aliases = rule.peers.filter((alias) => alias === peer || alias.startsWith('buildkit:'));
        const suggestion = nearest(name, known);
        if (suggestion !== undefined && isPlain(ctx.document, flag.name)) {
          const edits = [replace(flag.name, suggestion)];
          const fix = { title: 'rename' as const, params: { suggestion }, edits };
          ctx.report(span, 'misspelt', { keyword, name, suggestion }, refused(instruction, { aliases, fix }));
          continue;
        }
        const edits = [removeFlag(ctx.document, flag)];
        const list = known.map((one) => `--${one}`).join(', ');
        const fix = { title: 'remove' as const, edits };
        const message = known.length > 0 ? 'unknown' : 'none';
        ctx.report(span, message, { keyword, name, known: list }, refused(instruction, { aliases, fix }));
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nCOPY ‹--form›=build /a /a\n', { fixed: 'FROM alpine:3.22\nCOPY --from=build /a /a\n' }),
    bad('FROM alpine:3.22\nHEALTHCHECK ‹--INTERVAL›=30s CMD true\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=30s CMD true\n',
    }),
    bad('FROM alpine:3.22\nADD ‹--recursive› a /b\n', { fixed: 'FROM alpine:3.22\nADD a /b\n' }),
    bad('FROM alpine:3.22\nENTRYPOINT ‹--help›\n', { fixed: 'FROM alpine:3.22\nENTRYPOINT \n' }),
    bad('FROM alpine:3.22\nONBUILD USER ‹--id› 1\n', { fixed: 'FROM alpine:3.22\nONBUILD USER 1\n' }),
    good('FROM --platform=linux/amd64 alpine:3.22\nCOPY --chown=1 --link -- --a b\nHEALTHCHECK --x NONE\n'),
    good('FROM alpine:3.22\nRUN --mount=type=cache,target=/a --network=none ls --all\nCMD ["--help"]\n'),
  ],
});

/** Where the builder does not look at flags at all. */
function isUnread(instruction: Instruction): boolean {
  const { kind } = instruction;
  if (kind === 'HEALTHCHECK') return /^none$/i.test(instruction.type?.text ?? '');
  return kind === 'ARG' || kind === 'STOPSIGNAL' || kind === 'UNKNOWN';
}
