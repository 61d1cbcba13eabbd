import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { stageChain } from '../model/dockerfile.js';
import { sameCase } from '../model/edits.js';
import { variableAtEnd } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/env-debian-frontend', {
  summary: 'DEBIAN_FRONTEND set for the running container',
  why: `ENV stays set in the image and in every image that starts from it, so apt asks no questions there either, even where
somebody is there to answer. \`ARG DEBIAN_FRONTEND=noninteractive\` holds for the build alone.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: { stays: 'DEBIAN_FRONTEND stays set in the image. Use ARG, which holds for the build alone.' },
  fixes: { useArg: 'Use ARG' },
  on: {
    ENV(instruction, ctx) {
      const { document } = ctx;
      const pair = instruction.pairs.find(({ key }) => key.text === 'DEBIAN_FRONTEND');
      const stage = document.stageOf[instruction.index];
      if (!pair?.value || !stage || instruction.trigger) return;
      if (!/^["']?noninteractive["']?$/i.test(pair.value.text)) return;
      // It matters where it is still set at the end of what is shipped.
      const last = document.stages[document.stages.length - 1];
      if (!last || !stageChain(last).includes(stage)) return;
      if (variableAtEnd(document, last, 'DEBIAN_FRONTEND')?.instruction !== instruction) return;
      const single = instruction.pairs.length === 1 && instruction.innerComments.length === 0;
      const edits = [
        replace(instruction.keyword, sameCase(instruction.keyword.text, 'ARG')),
        replace({ start: pair.key.end, end: pair.value.start }, '='),
      ];
      ctx.report(pair.key, 'stays', {}, { fix: single ? { title: 'useArg', edits } : undefined });
    },
  },
  examples: [
    bad('FROM debian:12\nENV ‹DEBIAN_FRONTEND›=noninteractive\nRUN apt-get update\n', {
      fixed: 'FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update\n',
    }),
    bad('FROM debian:12 AS base\r\nenv ‹DEBIAN_FRONTEND› \\\r\n  noninteractive\r\nFROM base\r\n', {
      fixed: 'FROM debian:12 AS base\r\narg DEBIAN_FRONTEND=noninteractive\r\nFROM base\r\n',
    }),
    bad('FROM debian:12\nENV LANG=C.UTF-8 ‹DEBIAN_FRONTEND›="noninteractive"\n', {
      fixed: 'FROM debian:12\nENV LANG=C.UTF-8 DEBIAN_FRONTEND="noninteractive"\n',
    }),
    good(source`
      FROM debian:12 AS build
      ENV DEBIAN_FRONTEND=noninteractive
      FROM debian:12
      ARG DEBIAN_FRONTEND=noninteractive
      RUN DEBIAN_FRONTEND=noninteractive apt-get update
    `),
    good(source`
      FROM debian:12
      ENV DEBIAN_FRONTEND=noninteractive
      RUN apt-get update
      ENV DEBIAN_FRONTEND=dialog
    `),
  ],
});
