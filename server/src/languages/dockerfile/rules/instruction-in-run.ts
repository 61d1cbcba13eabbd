import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { instructionKinds } from '../syntax/instruction.js';

const keywords: ReadonlySet<string> = new Set(instructionKinds);

export const rule: Rule = dockerfileRule('dockerfile/instruction-in-run', {
  summary: 'Dockerfile instruction inside of a RUN',
  why: `After a \`\\\` at the line's end, or after \`&&\`, the text still belongs to RUN: the shell then looks for a program
called COPY or ENV and does not find it. End the RUN before the next instruction, or leave the word out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    command:
      '"{name}" is read as a program of this RUN, not as an instruction. End the RUN before it, or leave the word out.',
  },
  on: {
    command(use, ctx) {
      const { nameWord } = use.command;
      if (use.script.form === 'exec' || !keywords.has(nameWord.text)) return;
      ctx.report(use.span(nameWord), 'command', { name: nameWord.text });
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN apt-get update && \
        ‹RUN› apt-get install -y curl && \
        ‹COPY› . /app
    `),
    bad('FROM debian:12\nRUN ‹RUN› make\n'),
    good(source`
      FROM debian:12
      RUN make install && \
        run copy --from COPY && add-user USER
      COPY . /app
    `),
  ],
});
