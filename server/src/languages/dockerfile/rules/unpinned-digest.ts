import { bad, good, source } from '../../../core/rule.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/unpinned-digest', {
  summary: 'Base image without a digest',
  why: `A tag can be pushed again, so two builds of one commit may start from different images. A digest names one image for
ever: \`debian:12-slim@sha256:…\`. Let a bot raise it, or security updates never arrive.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    unpinned: 'The image "{image}" is not pinned by a digest, so its content may change under the same tag.',
  },
  on: {
    FROM(from, ctx) {
      const { image } = from;
      const base = ctx.document.stageOf[from.index]?.base;
      if (!image || base?.kind !== 'image' || base.reference.digest !== undefined) return;
      const { refs } = expandAt(ctx.document, from, image);
      // `base-$ARCH` chooses among stages of this file.
      const literal = image.text.slice(0, refs[0]?.start ?? image.text.length).toLowerCase();
      const { stages } = ctx.document;
      if (refs.length > 0 && literal !== '' && stages.some((other) => other.name?.startsWith(literal))) return;
      ctx.report(image, 'unpinned', { image: base.text });
    },
  },
  examples: [
    bad('FROM ‹alpine:3.24›\n'),
    bad(source`
      ARG BASE=debian:12
      FROM ‹$BASE› AS base
      FROM base
    `),
    good('FROM debian:12@sha256:0000000000000000000000000000000000000000000000000000000000000000\n'),
    good(source`
      FROM scratch AS base
      FROM base
    `),
    good(source`
      ARG BASE
      FROM $BASE
    `),
    good(source`
      FROM scratch AS base-amd64
      ARG TARGETARCH
      FROM base-$TARGETARCH
    `),
  ],
});
