import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { parseReference, referenceProblem } from '../../../images/reference.js';
import { findStage } from '../model/dockerfile.js';
import { isPlain } from '../model/edits.js';
import { fixedInFrom } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-image-reference', {
  summary: 'Image name that the builder cannot read',
  why: `An image is written \`[registry/]name[:tag][@algorithm:digest]\`. Names are in lower case; a tag has letters, digits,
\`_\`, \`.\` and \`-\`, at most 128.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:INVALID_REFERENCE_FORMAT'],
  fix: 'unsafe',
  messages: {
    emptyTag: 'There is no tag after the colon of "{image}".',
    invalidTag:
      '"{tag}" cannot be a tag: it has letters, digits, "_", "." and "-", and starts with none of the last two.',
    emptyDigest: 'There is no digest after the "@" of "{image}".',
    invalidDigest: '"{digest}" is not a digest, which looks like "sha256:" and 64 hexadecimal digits.',
    uppercase: 'The name of an image has no upper-case letters. Write "{lower}".',
    stage: 'FROM finds the stage "{lower}" only if it is written in lower case, and takes "{image}" for an image.',
    becomes: 'This name becomes "{value}", which the builder cannot read.',
    invalidName: '"{image}" cannot be the name of an image.',
  },
  fixes: { lower: 'Change to "{lower}"' },
  on: {
    FROM({ image, index }, ctx) {
      const { stages, stageOf } = ctx.document;
      const stage = stageOf[index];
      if (!image || stage?.base.kind === 'stage') return;
      const { value } = fixedInFrom(ctx.document, image.text);
      const problem = value ? referenceProblem(value) : undefined;
      if (value === undefined || problem === undefined) return;
      if (value !== image.text || !isPlain(ctx.document, image)) {
        ctx.report(image, 'becomes', { value }, { aliases: [] });
        return;
      }
      const { tag = '', digest = '', nameEnd } = parseReference(image.text);
      const lower = image.text.slice(0, nameEnd).toLowerCase() + image.text.slice(nameEnd);
      const isStage = findStage(stages, image.text.toLowerCase(), stage?.index ?? stages.length) !== undefined;
      const params = { image: image.text, tag, digest, lower };
      switch (problem) {
        case 'empty-tag':
          ctx.report(image, 'emptyTag', params);
          break;
        case 'invalid-tag':
          ctx.report(
            { start: image.start + nameEnd + 1, end: image.start + nameEnd + 1 + tag.length },
            'invalidTag',
            params,
          );
          break;
        case 'empty-digest':
          ctx.report(image, 'emptyDigest', params);
          break;
        case 'invalid-digest':
          ctx.report({ start: image.end - digest.length, end: image.end }, 'invalidDigest', params);
          break;
        case 'uppercase':
          ctx.report(image, isStage ? 'stage' : 'uppercase', params, {
            aliases: [],
            fix: { title: 'lower', params: { lower }, edits: [replace(image, lower)] },
          });
          break;
        case 'invalid-name':
          ctx.report(image, 'invalidName', params, { aliases: [] });
      }
    },
  },
  examples: [
    bad('FROM ‹alpine:›\n'),
    bad('FROM alpine:‹3,22›\n'),
    bad('FROM ‹registry.example.com:5000/app@›\n'),
    bad('FROM app@‹sha256›\n'),
    bad('FROM ‹MyOrg/App:1›\n', { fixed: 'FROM myorg/app:1\n' }),
    bad('FROM ‹my..app›\n'),
    bad('FROM alpine:3.22 AS Base\nFROM ‹Base›\n', { fixed: 'FROM alpine:3.22 AS Base\nFROM base\n' }),
    good('FROM registry.example.com:5000/my-org/app_x:1.0-RC.1\nFROM alpine:3.22 AS Base\nFROM base\n'),
    good(`FROM app:1@sha256:${'0123456789abcdef'.repeat(4)}\n`),
    bad('FROM ‹${NAME:-alpine}:${TAG}›\n'),
    good('ARG TAG=1\nFROM app:$TAG\nFROM "app:1"\n'),
  ],
});
