import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/untagged-image', {
  summary: 'Base image without a tag',
  why: `Without a tag the builder takes \`latest\`, which is another image tomorrow: the same Dockerfile then builds
something else, and a new major version arrives unasked. Name the version that the program was tested with, or pin a digest.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3006', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  fix: 'unsafe',
  messages: {
    untagged: 'The image "{image}" has no tag, so each build may get another version. Add a tag or a digest.',
  },
  fixes: { addTag: 'Use "{image}:{tag}"' },
  on: {
    FROM(from, ctx) {
      const { image } = from;
      const base = ctx.document.stageOf[from.index]?.base;
      if (!image || !base || base.kind === 'stage' || base.kind === 'scratch') return;
      const { refs } = expandAt(ctx.document, from, image);
      if (base.kind === 'unknown') {
        // Whatever `$REGISTRY` stands for, what follows it in `$REGISTRY/app` has no tag.
        const tail = image.text.slice(refs.at(-1)?.end ?? 0);
        if (refs.length > 0 && /^[^:@]*\/[^:@]+$/.test(tail)) {
          ctx.report(image, 'untagged', { image: image.text }, { aliases: ['trivy:DS-0001'] });
        }
        return;
      }
      const { reference, text } = base;
      if (reference.tag !== undefined || reference.digest !== undefined) return;
      // `base-$ARCH` chooses among stages of this file.
      const literal = image.text.slice(0, refs[0]?.start ?? image.text.length).toLowerCase();
      if (refs.length > 0 && literal !== '' && ctx.document.stages.some((other) => other.name?.startsWith(literal))) {
        return;
      }
      const tag = imageFacts(reference.repository, undefined)?.recommendedTag;
      ctx.report(
        image,
        'untagged',
        { image: text },
        {
          // A variable's default says more about the file than about the build: only one peer looks it up.
          aliases: refs[0]?.start === 0 ? ['trivy:DS-0001'] : rule.peers,
          fix:
            tag !== undefined && refs.length === 0
              ? { title: 'addTag', params: { image: text, tag }, edits: [insert(image.end, `:${tag}`)] }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad('FROM ‹alpine›\n', { fixed: 'FROM alpine:3.24\n' }),
    bad(source`
      FROM golang:1.24 AS build
      FROM --platform=linux/amd64 ‹registry.example.com/team/app›
    `),
    bad(source`
      ARG BASE=registry.example.com/team/app
      FROM ‹$BASE›
    `),
    bad(source`
      ARG REGISTRY
      FROM ‹\${REGISTRY}/team/app›
    `),
    good('FROM debian:12-slim\n'),
    good(source`
      ARG IMAGE
      FROM $IMAGE
      FROM registry.example.com/$IMAGE
    `),
    good('FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n'),
    good(source`
      FROM golang:1.24 AS build
      FROM build
      FROM scratch
    `),
    good(source`
      FROM alpine:3.22 AS base-amd64
      ARG TARGETARCH
      FROM base-$TARGETARCH
    `),
  ],
});
