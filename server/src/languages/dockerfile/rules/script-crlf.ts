import { basename } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { findSource } from '../model/build-context.js';
import { scriptOf, sourceOf } from '../model/copied-files.js';
import { type Stage, stageChain } from '../model/dockerfile.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/script-crlf', {
  summary: 'A script with Windows line endings is started',
  why: `The kernel reads the first line of a script to its end, with the carriage return, and looks for a program \`sh\\r\`
that is nowhere: the container stops at once with "no such file or directory". Save the script with LF, and let git keep it
so: \`*.sh text eol=lf\` in \`.gitattributes\`. Nothing is said where a step of the image converts it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    crlf: 'The script "{script}" has Windows line endings, so the container cannot start it. Save it with LF.',
  },
  on: {
    stage(stage, ctx) {
      for (const instruction of [ofKind(stage, 'ENTRYPOINT').at(-1), ofKind(stage, 'CMD').at(-1)]) {
        const element = instruction && scriptOf(instruction);
        if (!instruction || !element?.value || isConverted(stage)) continue;
        // Behind a shell the first line is only a comment.
        if (!isFirst(instruction, element)) continue;
        const file = sourceOf(ctx.document, stage, element.value);
        const found = file === undefined ? undefined : findSource(ctx.files, ctx.path, file);
        const text = found?.kind === 'file' ? ctx.files.read(found.path) : undefined;
        if (!found || typeof text !== 'string' || !/^#![^\n]*\r\n/.test(text)) continue;
        const end = text.indexOf('\r');
        const related = [{ path: found.path, span: { start: 0, end }, message: 'This line ends with CR and LF.' }];
        ctx.report(element, 'crlf', { script: basename(found.path) }, { related });
      }
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        COPY docker/entrypoint.sh /
        ENTRYPOINT [‹"/entrypoint.sh"›]
        CMD ["app"]
      `,
      { files: { 'docker/entrypoint.sh': '#!/bin/sh\r\nexec "$@"\r\n' } },
    ),
    good('FROM debian:12\nCOPY start.sh /\nCMD ["/start.sh"]\n', { files: { 'start.sh': '#!/bin/sh\nexec app\n' } }),
    good('FROM debian:12\nCOPY start.sh /\nRUN sed -i \'s/\\r$//\' /start.sh\nCMD ["/start.sh"]\n', {
      files: { 'start.sh': '#!/bin/sh\r\nexec app\r\n' },
    }),
    good('FROM debian:12\nCOPY start.sh /\nCMD ["sh", "/start.sh"]\n', {
      files: { 'start.sh': '#!/bin/sh\r\nexec app\r\n' },
    }),
    good('FROM debian:12\nCOPY app /\nCMD ["/app"]\n', { files: { app: 'MZ\r\n' } }),
  ],
});

/** Whether a step changes line endings. */
function isConverted(stage: Stage): boolean {
  return stageChain(stage).some((part) =>
    ofKind(part, 'RUN').some(({ logical }) => /dos2unix|\\r|\\015|\bsed\b/.test(logical.text)),
  );
}

function isFirst({ json }: InstructionOf<'ENTRYPOINT'> | InstructionOf<'CMD'>, element: unknown): boolean {
  return json?.elements[0] === element;
}
