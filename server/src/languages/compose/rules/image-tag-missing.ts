import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { isBuiltHere } from '../model/health.js';
import { imageTextOf } from '../model/image-texts.js';
import { placeWithin, textOf, valueAt } from '../model/value.js';
import { retiredImage } from '../retired-images.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-tag-missing', {
  summary: 'Image without a tag or digest',
  why: `Without a tag, the engine takes \`latest\`: another image on each machine and each day, with nothing in the file that tells
which. Name the version that the project works with. Images that the project builds itself are left alone.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:service-image-require-explicit-tag'],
  fix: 'unsafe',
  messages: { missing: '"{image}" has no tag, so it is whatever "latest" is that day. Name a version.' },
  fixes: { tag: 'Take "{image}:{tag}"' },
  on: {
    service({ service, project }, ctx) {
      const image = imageTextOf(service);
      if (!image?.whole || valueAt(service.value, 'build')) return;
      const { text, reference } = image;
      const { tag, digest, nameEnd } = reference;
      const name = text.text ?? '';
      if (tag !== undefined || digest !== undefined || isBuiltHere(project, name)) return;
      // That one is never pulled: it has to be there. The other is told to have no such tag at all.
      if (textOf(valueAt(service.value, 'pull_policy')) === 'never' || retiredImage(name)?.kind === 'no-tag') return;
      const known = knownImage(name)?.tag;
      const exact = text.raw === name && !text.node.anchor;
      const edits =
        known && exact ? [insert(placeWithin(text, nameEnd - 1, nameEnd).span.end, `:${known}`)] : undefined;
      reportAt(
        ctx,
        text,
        'missing',
        { image: name },
        { fix: edits && { title: 'tag', params: { image: name, tag: known ?? '' }, edits } },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: ‹postgres› # the newest
          cache:
            image: ‹"docker.io/library/redis"›
          api:
            image: ‹registry.example.com:5000/team/api›
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18 # the newest
            cache:
              image: "docker.io/library/redis:8-alpine"
            api:
              image: registry.example.com:5000/team/api
        `,
      },
    ),
    good(source`
      services:
        db:
          image: postgres:18
        api:
          image: example/api
          build: .
        jobs:
          image: example/api
        web:
          image: nginx@sha256:0ed5d5928d4737458944eb604cc8509e245c3e19d02ad83935398bc4b991aac7
        any:
          image: \${IMAGE}
        local:
          image: local/tool
          pull_policy: never
    `),
  ],
});
