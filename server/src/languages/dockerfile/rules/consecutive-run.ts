import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { joinRuns, lastingCommands, sameFlags } from '../model/joined-runs.js';
import { scriptsOf } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { RunInstruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/consecutive-run', {
  summary: 'RUN instructions that could be one',
  why: `Each RUN of the final stage adds a layer. Short ones that follow each other can be joined with \`&&\`, which makes the
image a little smaller. Where one of them changes often, keep them apart for the cache.`,
  category: 'performance',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['hadolint:DL3059'],
  fix: 'unsafe',
  reach: 'part',
  messages: { consecutive: 'This RUN could be joined to the one before it with &&.' },
  fixes: { merge: 'Join to the RUN before' },
  on: {
    stage(stage, ctx) {
      if (!stage.final) return;
      stage.instructions.forEach((instruction, i) => {
        const before = stage.instructions[i - 1];
        if (instruction.kind !== 'RUN' || before?.kind !== 'RUN') return;
        if (!isShort(ctx.document, before) || !isShort(ctx.document, instruction)) return;
        if (!sameFlags(before, instruction)) return;
        const edits = merge(ctx.document, before, instruction);
        ctx.report(instruction.keyword, 'consecutive', {}, { fix: edits && { title: 'merge', edits } });
      });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN ./a.sh\n\n# Why\n‹RUN› ./b.sh x\n‹RUN› ./c.sh\nCMD ["d"]\n', {
      fixed: 'FROM alpine:3.22\nRUN ./a.sh \\\n# Why\n    && ./b.sh x \\\n    && ./c.sh\nCMD ["d"]\n',
    }),
    bad('# escape=`\r\nFROM alpine:3.22\r\nRUN --network=none ./a.sh\r\n‹RUN› --network=none ./b.sh\r\n', {
      fixed: '# escape=`\r\nFROM alpine:3.22\r\nRUN --network=none ./a.sh `\r\n    && ./b.sh\r\n',
    }),
    bad('FROM alpine:3.22\nRUN ["a"]\n‹RUN› cd /b\n‹RUN› c\n', {
      fixed: 'FROM alpine:3.22\nRUN ["a"]\nRUN cd /b\nRUN c\n',
    }),
    good(source`
      FROM alpine:3.22 AS build
      RUN ./a.sh
      RUN ./b.sh
      FROM alpine:3.22
      RUN ./a.sh && ./b.sh
      RUN ./c.sh
      RUN --mount=type=cache,target=/cache ./d.sh
      COPY e /e
      RUN ./e.sh
      RUN <<EOF
      ./f.sh
      EOF
    `),
  ],
});

/** At most one command, as longer ones have a layer of their own for a reason. */
function isShort(document: Dockerfile, run: RunInstruction): boolean {
  if (run.heredocs.length > 0) return false;
  const scripts = scriptsOf(document, run);
  const named = scripts.flatMap((script) => script.commands).filter((command) => command.name !== undefined);
  return scripts.length > 0 && named.length <= 1;
}

function merge(document: Dockerfile, before: RunInstruction, run: RunInstruction): TextEdit[] | undefined {
  const [command] = scriptsOf(document, before).flatMap((script) => script.commands);
  if (command?.name === undefined || lastingCommands.has(command.name)) return undefined;
  return joinRuns(document, before, run);
}
