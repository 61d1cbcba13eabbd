import { bad, good, source } from '../../../core/rule.js';
import { imageOf } from '../model/containers.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-not-digest', {
  summary: 'An image is named by its tag alone',
  why: `A tag can point to another image tomorrow, by an update or by an attacker. With the digest,
\`nginx:1.29@sha256:…\`, it is always the one that was checked; \`docker compose config --resolve-image-digests\` prints it.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { tag: '"{image}" may be another image tomorrow. Add its digest.' },
  on: {
    service({ service }, ctx) {
      const value = valueAt(service.value, 'image');
      const image = imageOf(service);
      if (!value || !image || image.digest !== undefined || image.tag === undefined) return;
      // What is built here has no digest yet.
      if (valueAt(service.value, 'build')) return;
      reportAt(ctx, value, 'tag', { image: `${image.repository}:${image.tag}` });
    },
  },
  examples: [
    bad('services:\n  web:\n    image: ‹nginx:1.29›\n'),
    good(source`
      services:
        web:
          image: nginx:1.29@sha256:0ed5d5928d4737458944eb604cc8509e245c3e19d02ad83935398bc4b991aac7
        app:
          image: example/app:1
          build: .
        db:
          image: postgres
        api:
          image: example/api:\${TAG}
    `),
  ],
});
