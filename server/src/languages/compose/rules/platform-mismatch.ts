import { bad, good, source } from '../../../core/rule.js';
import { addItem } from '../../../yaml/edits.js';
import { itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/platform-mismatch', {
  summary: 'Service that runs on a platform which is not built',
  why: `A service with a \`platform\` runs the image for that one, so \`build.platforms\` has to hold it. Compose refuses
the project otherwise.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:platform-mismatch'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: 'The service runs on "{platform}", which is not among its "build.platforms".' },
  fixes: { add: 'Build for "{platform}" too' },
  on: {
    service({ service }, ctx) {
      const own = valueAt(service.value, 'platform');
      const built = valueAt(service.value, 'build', 'platforms');
      const platform = textOf(own);
      const items = itemsOf(built);
      if (!own || !platform || !built || items.length === 0) return;
      if (items.some((item) => textOf(item) === undefined || textOf(item) === platform)) return;
      const node = built.node;
      const edit =
        node.kind === 'seq' && isHere(ctx, built) && items.length === node.items.length
          ? addItem(ctx.text, node, [platform])
          : undefined;
      reportAt(
        ctx,
        own,
        'missing',
        { platform },
        {
          related: [relatedAt(ctx, built, 'It is built for these')],
          fix: edit && { title: 'add', params: { platform }, edits: [edit] },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            platform: ‹linux/arm64›
            build:
              context: .
              platforms: [linux/amd64]
      `,
      {
        fixed: source`
          services:
            web:
              platform: linux/arm64
              build:
                context: .
                platforms: [linux/amd64, linux/arm64]
        `,
      },
    ),
    good(source`
      services:
        web:
          platform: linux/arm64
          build:
            context: .
            platforms: [linux/amd64, linux/arm64]
        api:
          platform: linux/arm64
          build: .
        other:
          platform: linux/arm64
          build: { context: ., platforms: ["\${PLATFORM}"] }
    `),
  ],
});
