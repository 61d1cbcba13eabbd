import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { rootImage, stageChain } from '../model/dockerfile.js';
import { isAbsolute, lastInForce } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-relative-no-workdir', {
  summary: 'COPY or ADD to a relative path without a WORKDIR',
  why: `Without a WORKDIR in the Dockerfile, a relative destination lies in the working directory of the base image, mostly
\`/\`, and moves when the image changes. Set a WORKDIR before, or write the destination from the root.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3045'],
  fix: 'none',
  reach: 'part',
  messages: {
    relative: 'No WORKDIR is set, so it is the base image that decides where "{path}" lies. Set a WORKDIR first.',
    empty: 'No WORKDIR is set, so "{path}" lies below "/". Write it from there, or set a WORKDIR first.',
  },
  on: {
    instruction(instruction, ctx) {
      if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return;
      const { destination, trigger } = instruction;
      if (trigger || !destination || isAbsolute(destination.text)) return;
      if (lastInForce(ctx.document, instruction, 'WORKDIR')) return;
      const stage = ctx.document.stageOf[instruction.index];
      const image = stage && rootImage(stage);
      const facts = image && imageFacts(image.repository, image.tag);
      if (facts?.workdir && facts.workdir !== '/') return;
      // An image that the table does not know may well set one, and `scratch` can have no other than the root.
      const empty = stage !== undefined && stageChain(stage).at(-1)?.base.kind === 'scratch';
      const severity = empty ? 'hint' : image && !facts ? 'info' : 'warning';
      ctx.report(
        destination,
        empty ? 'empty' : 'relative',
        { path: destination.text },
        {
          severity,
          ...(instruction.kind === 'ADD' ? { aliases: [] } : {}),
        },
      );
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      COPY run.sh ‹run.sh›
      COPY ["a b", ‹"bin/"›]
      COPY --from=alpine:3.22 /etc/passwd ‹.›
      ADD a.tar.gz ‹a›
    `),
    bad('FROM alpine:3.22\r\nCOPY a \\\r\n  ‹"b"›\r\n'),
    good(source`
      FROM alpine:3.22 AS base
      WORKDIR /app
      FROM base
      COPY . .
    `),
    good(source`
      FROM alpine:3.22
      COPY a /b
      COPY a "/b"
      COPY a $HOME/b
      COPY a c:/b
    `),
    good('FROM golang:1.24\nCOPY . .\n'),
  ],
});
