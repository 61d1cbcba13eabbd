import { replace } from '../../../core/edit.js';
import { bad, good, option, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { isBuiltHere } from '../model/health.js';
import { imageTextOf } from '../model/image-texts.js';
import { placeWithin, textOf, valueAt } from '../model/value.js';
import { retiredImage } from '../retired-images.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const moving = ['latest', 'stable', 'edge', 'test', 'nightly', 'dev', 'beta', 'canary', 'lts'];

export const rule: Rule = composeRule('compose/image-latest', {
  summary: 'Image by a tag that moves',
  why: `A tag such as \`latest\` or \`stable\` is another image on each machine and each day, and no change in the file tells when
it broke. Name the version that the project works with. Images that the project builds itself are left alone.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:service-image-require-explicit-tag'],
  fix: 'unsafe',
  options: {
    prohibitedTags: option.strings(moving, 'Tags that move.'),
  },
  messages: { moving: 'The tag "{tag}" of "{image}" is another image from day to day. Name a version.' },
  fixes: { tag: 'Take the tag "{tag}"' },
  on: {
    service({ service, project }, ctx) {
      const image = imageTextOf(service);
      if (!image?.whole || valueAt(service.value, 'build')) return;
      const { text, reference } = image;
      const { tag, digest, nameEnd } = reference;
      const whole = text.text ?? '';
      if (tag === undefined || digest !== undefined || !ctx.options.prohibitedTags.includes(tag)) return;
      if (isBuiltHere(project, whole) || textOf(valueAt(service.value, 'pull_policy')) === 'never') return;
      if (retiredImage(whole)?.kind === 'no-tag') return;
      const exact = text.raw === whole;
      const place = exact ? placeWithin(text, nameEnd + 1, whole.length) : text;
      const known = knownImage(whole)?.tag;
      const edits = known && exact && !text.node.anchor ? [replace(place.span, known)] : undefined;
      const name = whole.slice(0, nameEnd);
      reportAt(
        ctx,
        place,
        'moving',
        { tag, image: name },
        { fix: edits && { title: 'tag', params: { tag: known ?? '' }, edits } },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:‹latest›
          api:
            image: "registry.example.com:5000/api:‹nightly›"
          tool:
            image: ‹example/tool:\${TAG:-latest}›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1-alpine
            api:
              image: "registry.example.com:5000/api:nightly"
            tool:
              image: example/tool:\${TAG:-latest}
        `,
      },
    ),
    bad('services:\n  web:\n    image: nginx:‹preview›\n', { options: { prohibitedTags: ['preview'] } }),
    good(source`
      services:
        web:
          image: nginx:1.29
        api:
          image: example/api:latest
          build: .
        jobs:
          image: example/api:latest
        db:
          image: example/db:latest@sha256:0ed5d5928d4737458944eb604cc8509e245c3e19d02ad83935398bc4b991aac7
        other:
          image: example/other:\${TAG}
        slim:
          image: node:lts-slim
    `),
  ],
});
