import { bad, good, option, source } from '../../../core/rule.js';
import { addAttributes, removeAttribute, serviceMap } from '../model/service-edits.js';
import { memberAt, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-and-build', {
  summary: 'A service with an image and a build',
  why: `With both, Compose first tries to pull the image and builds it only where that fails; \`image\` also names what is built.
\`pull_policy\` says which is meant: \`build\` to build it always, \`missing\` to pull it once.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:no-build-and-image'],
  fix: 'unsafe',
  reach: 'part',
  options: { checkPullPolicy: option.boolean(true, 'Whether a service with a `pull_policy` may have both.') },
  messages: { both: '"{service}" has an image and a build. Say with "pull_policy" which is meant, or take one out.' },
  fixes: { policy: 'Add "pull_policy: build"', image: 'Remove "image"' },
  on: {
    service({ service }, ctx) {
      const { value, name } = service;
      const image = memberAt(value, 'image');
      const build = memberAt(value, 'build');
      if (!image?.value || !build?.value) return;
      if (ctx.options.checkPullPolicy && valueAt(value, 'pull_policy')) return;
      const map = serviceMap(ctx.document, name);
      const policy = addAttributes(ctx, map, { pull_policy: 'build' });
      const drop = removeAttribute(ctx, map, 'image');
      reportAt(
        ctx,
        build.place,
        'both',
        { service: name },
        {
          related: [relatedAt(ctx, image.place, 'The image')],
          fixes: [
            ...(policy && ctx.options.checkPullPolicy ? [{ title: 'policy' as const, edits: policy }] : []),
            ...(drop ? [{ title: 'image' as const, edits: drop }] : []),
          ],
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            ‹build›: .
      `,
      { fixed: 'services:\n  web:\n    image: example/web:1\n    build: .\n    pull_policy: build\n' },
    ),
    bad('services:\n  web: { ‹build›: ., image: "example/web:1", pull_policy: always }\n', {
      options: { checkPullPolicy: false },
      fixed: 'services:\n  web: { build: ., pull_policy: always }\n',
    }),
    good(source`
      services:
        web:
          image: example/web:1
          build: .
          pull_policy: always
        api:
          build: .
        db:
          image: postgres:18
    `),
  ],
});
