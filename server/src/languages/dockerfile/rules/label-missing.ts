import { bad, good, option, source } from '../../../core/rule.js';
import { failingStages, hasLabel } from '../model/labels.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/label-missing', {
  summary: 'A label that the schema asks for is missing',
  why: `Labels tell where an image comes from, who answers for it and under which licence it is. List those that your images
must have in the option \`schema\`; without it this rule says nothing. Labels of the stage that an image starts from count,
and stages that others only copy from need none.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3049'],
  fix: 'none',
  options: {
    schema: option.map({}, 'Keys of labels, each with its format: text, rfc3339, semver, url, hash, spdx, email'),
  },
  messages: { missing: 'The label "{key}" is missing. Add LABEL {key}="…" to this stage.' },
  on: {
    file(document, ctx) {
      for (const key of Object.keys(ctx.options.schema)) {
        for (const { from } of failingStages(document, (stage) => hasLabel(document, stage, key))) {
          if (from) ctx.report(from.image ?? from.keyword, 'missing', { key });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12 AS build
        FROM ‹debian:12›
        COPY --from=build /app /app
        LABEL other=x
      `,
      { options: { schema: { 'org.example.title': 'text' } } },
    ),
    bad(
      source`
        FROM ‹debian:12› AS base
        FROM ‹base›
      `,
      { options: { schema: { title: 'text' } } },
    ),
    bad(
      source`
        FROM debian:12 AS base
        FROM base
        LABEL title=x
        FROM ‹base›
      `,
      { options: { schema: { title: 'text' } } },
    ),
    good('FROM debian:12\n'),
    good(
      source`
        FROM debian:12 AS base
        LABEL title=x
        FROM base
      `,
      { options: { schema: { title: 'text' } } },
    ),
    good(
      source`
        FROM debian:12
        ARG KEY
        LABEL $KEY=x
      `,
      { options: { schema: { title: 'text' } } },
    ),
  ],
});
