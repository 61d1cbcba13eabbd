import { bad, good, source } from '../../../core/rule.js';
import { findStage } from '../model/dockerfile.js';
import { stageNames } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-from-self', {
  summary: 'Stage that takes files from itself, or from a later one',
  why: `A stage can only take files from stages above it. The builder refuses a stage that refers to itself.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3023', 'hadolint:DL3022', 'trivy:DS-0006'],
  fix: 'none',
  messages: {
    self: '"{name}" is this stage itself. Name one above it.',
    later: 'The stage "{name}" is below this one. Only stages above it can be used.',
  },
  on: {
    instruction(instruction, ctx) {
      const { document } = ctx;
      const stage = document.stageOf[instruction.index];
      // What a trigger names are stages of another file.
      if (!stage?.from || instruction.trigger) return;
      for (const flag of instruction.flags) {
        for (const { text, span, role } of stageNames(instruction, flag)) {
          const name = text.toLowerCase();
          const byIndex = role === 'copy' && /^\d+$/.test(text) ? document.stages[Number(text)] : undefined;
          if (findStage(document.stages, name, stage.index)) continue;
          const meant = byIndex ?? document.stages.find((other) => other.name === name);
          if (!meant || meant.index < stage.index) continue;
          const self = meant === stage;
          const later = role === 'copy' ? ['hadolint:DL3022'] : [];
          const aliases = self ? ['hadolint:DL3023', 'trivy:DS-0006'] : later;
          ctx.report(span, self ? 'self' : 'later', { name: text }, { aliases });
        }
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22 AS build\nCOPY --from=‹build› /a /b\n'),
    bad('FROM alpine:3.22 AS build\nCOPY --from=‹0› /a /b\nRUN --mount=from=‹BUILD›,target=/a ls\n'),
    bad('FROM alpine:3.22\nCOPY --from=‹late› /a /b\nFROM alpine:3.22 AS late\n'),
    good(source`
      FROM alpine:3.22 AS build
      FROM alpine:3.22 AS run
      COPY --from=build /a /b
      COPY --from=0 /a /b
      COPY --from=alpine /a /b
      RUN --mount=from=build,target=/a ls
      ONBUILD COPY --from=run /a /b
    `),
  ],
});
