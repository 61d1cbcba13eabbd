import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/latest-tag', {
  summary: 'Base image with the tag latest',
  why: `\`latest\` is whatever was pushed last: the same Dockerfile builds something else tomorrow, and a new major version
arrives unasked. Name the version that the program was tested with, or pin a digest.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3007', 'trivy:DS-0001', 'checkov:CKV_DOCKER_7', 'dockle:DKL-DI-0006'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    latest: 'The tag "latest" of the image "{image}" moves with each release. Name a version, or add a digest.',
  },
  fixes: { pick: 'Use "{image}:{tag}"' },
  on: {
    FROM(from, ctx) {
      const { image } = from;
      const base = ctx.document.stageOf[from.index]?.base;
      if (!image || base?.kind === 'stage') return;
      const written = /:latest$/.test(image.text);
      const reference = base?.kind === 'image' ? base.reference : undefined;
      if (!written && (reference?.tag !== 'latest' || reference.digest !== undefined)) return;
      const contiguous = image.end - image.start === image.text.length;
      const at = written && contiguous ? { start: image.end - 'latest'.length, end: image.end } : image;
      const literal = expandAt(ctx.document, from, image).refs.length === 0;
      const tag = literal && reference ? imageFacts(reference.repository, undefined)?.recommendedTag : undefined;
      const name = (base?.kind === 'image' ? base.text : image.text).replace(/:latest$/, '');
      ctx.report(
        at,
        'latest',
        { image: name },
        {
          // Where a variable's default holds the tag, only one peer looks it up.
          aliases: written ? rule.peers : ['trivy:DS-0001'],
          fix:
            tag !== undefined && tag !== 'latest' && contiguous
              ? { title: 'pick', params: { image: name, tag }, edits: [replace(at, tag)] }
              : undefined,
        },
      );
    },
  },
  examples: [
    bad('FROM alpine:‹latest›\n', { fixed: 'FROM alpine:3.24\n' }),
    bad(source`
      FROM golang:1.24 AS build
      FROM registry.example.com:5000/team/app:‹latest› AS final
    `),
    bad(source`
      ARG TAG=latest
      FROM ‹debian:$TAG›
    `),
    bad('FROM $REPOSITORY/app:‹latest›\n'),
    good('FROM debian:12-slim\n'),
    good('FROM debian:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000\n'),
    good(source`
      FROM debian:12 AS latest
      FROM latest
    `),
  ],
});
