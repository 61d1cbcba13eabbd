import { bad, good, source } from '../../../core/rule.js';
import { parseReference, referenceProblem } from '../../../images/reference.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-reference', {
  summary: 'Image name that the engine cannot read',
  why: `An image is written \`[registry/]name[:tag][@algorithm:digest]\`. Names are in lower case; a tag has letters, digits,
\`_\`, \`.\` and \`-\`, at most 128. With any other the engine says "invalid reference format".`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    emptyTag: 'There is no tag after the colon of "{image}".',
    invalidTag: '"{tag}" cannot be a tag: it has letters, digits, "_", "." and "-".',
    invalidDigest: '"{image}" does not have a valid digest, which looks like "sha256:" and 64 hexadecimal digits.',
    uppercase: 'The name of an image has no upper-case letters. Write "{lower}".',
    invalidName: '"{image}" cannot be the name of an image.',
  },
  fixes: { lower: 'Change to "{lower}"' },
  on: {
    service({ service }, ctx) {
      const value = valueAt(service.value, 'image');
      const image = value?.kind === 'text' ? value.text : undefined;
      // The identifier of an image is none of these, and runs.
      if (value?.kind !== 'text' || !image || /^(?:sha256:)?[0-9a-f]{64}$/.test(image)) return;
      const problem = referenceProblem(image);
      if (!problem) return;
      const { nameEnd, tag } = parseReference(image);
      const lower = image.slice(0, nameEnd).toLowerCase() + image.slice(nameEnd);
      const params = { image, lower, tag: tag ?? '' };
      const edit =
        problem === 'uppercase' && image === value.raw && isHere(ctx, value)
          ? replaceScalar(value.node, lower, true)
          : undefined;
      reportAt(ctx, value, messageOf[problem], params, {
        fix: edit && { title: 'lower', params: { lower }, edits: [edit] },
      });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: ‹"Nginx:1.29"›
          api:
            image: ‹example/api:›
          job:
            image: ‹example/job:a/b:c›
          far:
            image: ‹"example/far@sha256:1"›
          spaced:
            image: ‹my image›
      `,
      {
        fixed: source`
          services:
            web:
              image: "nginx:1.29"
            api:
              image: example/api:
            job:
              image: example/job:a/b:c
            far:
              image: "example/far@sha256:1"
            spaced:
              image: my image
        `,
      },
    ),
    good(source`
      services:
        web:
          image: registry.example.com:5000/Team/web:\${TAG}
        api:
          image: localhost/api:v1.2_3-4
        id:
          image: sha256:0123456789012345678901234567890123456789012345678901234567890123
    `),
  ],
});

const messageOf = {
  'empty-tag': 'emptyTag',
  'invalid-tag': 'invalidTag',
  'empty-digest': 'invalidDigest',
  'invalid-digest': 'invalidDigest',
  uppercase: 'uppercase',
  'invalid-name': 'invalidName',
} as const;
