import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { lineEnding } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { outermost, spanWithin } from '../model/edits.js';
import { expandAt, variableAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf, Pair } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/env-self-reference', {
  summary: 'ENV uses a variable that the same ENV sets',
  why: `All words of an ENV see the variables as they were before it. A variable that the same instruction sets is still
empty, or has its old value. Set it in an ENV of its own first.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3044', 'buildkit:UndefinedVar'],
  fix: 'unsafe',
  reach: 'part',
  messages: { self: '"{name}" is set by this same ENV, so it is still empty here. Set it in an ENV before this one.' },
  fixes: { split: 'Start a new ENV here' },
  on: {
    ENV(instruction, ctx) {
      if (instruction.legacy || instruction.pairs.length < 2) return;
      const { document } = ctx;
      instruction.pairs.forEach((pair, index) => {
        if (!pair.value) return;
        for (const ref of expandAt(document, instruction, pair.value).refs) {
          const setter = instruction.pairs.findIndex((other) => other !== pair && keyOf(other) === ref.name);
          if (setter === -1 || keyOf(pair) === ref.name || variableAt(document, instruction, ref.name)) continue;
          const gap = setter < index ? gapBefore(document, instruction, index) : undefined;
          ctx.report(
            spanWithin(instruction, pair.value, ref.start, ref.end),
            'self',
            { name: ref.name },
            {
              // With a default the builder does not mind that it is not set.
              aliases: ref.operator && /[-+]$/.test(ref.operator) ? ['hadolint:DL3044'] : rule.peers,
              fix: gap && { title: 'split', edits: [gap] },
            },
          );
        }
      });
    },
  },
  examples: [
    bad('FROM scratch\nENV HOME_DIR=/app BIN_DIR=‹$HOME_DIR›/bin\n', {
      fixed: 'FROM scratch\nENV HOME_DIR=/app\nENV BIN_DIR=$HOME_DIR/bin\n',
    }),
    bad('FROM scratch\r\nONBUILD ENV A=1 \\\r\n    B="‹${A:-x}›" \\\r\n    C=2\r\n', {
      fixed: 'FROM scratch\r\nONBUILD ENV A=1\r\nONBUILD ENV B="${A:-x}" \\\r\n    C=2\r\n',
    }),
    bad('FROM scratch\nENV B=‹$A› A=1\n'),
    good('FROM scratch\nENV PATH=/app/bin:$PATH APP=1\n'),
    good(source`
      FROM scratch
      ENV A=1
      ENV A=2 B=$A
    `),
    good(source`
      FROM scratch
      ARG A
      ENV A=$A B=$A
    `),
    good("FROM scratch\nENV A=1 B=$AB C=\\$A D='$A'\n"),
  ],
});

function keyOf(pair: Pair): string {
  return pair.key.text.replace(/^(["'])(.*)\1$/, '$2');
}

/** Ends the instruction before a pair and starts another; undefined where a comment stands between. */
function gapBefore(
  document: Dockerfile,
  instruction: InstructionOf<'ENV'>,
  index: number,
): ReturnType<typeof replace> | undefined {
  const before = instruction.pairs[index - 1];
  const pair = instruction.pairs[index];
  if (!before || !pair) return undefined;
  const gap = { start: before.end, end: pair.start };
  if (instruction.innerComments.some(({ start }) => start >= gap.start && start < gap.end)) return undefined;
  const outer = outermost(document, instruction);
  const opening =
    outer === instruction ? instruction.keyword.text : `${outer.keyword.text} ${instruction.keyword.text}`;
  return replace(gap, `${lineEnding(document.text)}${opening} `);
}
