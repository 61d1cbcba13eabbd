import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { isPlain } from '../model/edits.js';
import { stageUses } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/stage-name-casing', {
  summary: 'Stage name with upper-case letters',
  why: `The builder turns stage names into lower case. \`COPY --from=Build\` still finds the stage, but \`FROM Build\` does
not: it looks for an image of that name. Write the name in lower case where it is defined and where it is used.`,
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:StageNameCasing'],
  fix: 'safe',
  messages: { upper: 'The stage name "{name}" has upper-case letters, which FROM cannot use. Write "{lower}".' },
  fixes: { lower: 'Rename to "{lower}" here and where it is used' },
  on: {
    FROM(from, ctx) {
      const { name, words } = from;
      if (!name || words.length !== 3) return;
      const lower = name.text.toLowerCase();
      if (lower === name.text) return;
      const stage = ctx.document.stageOf[from.index];
      const places = isPlain(ctx.document, name) && stage ? [name, ...uses(ctx.document, stage)] : [];
      ctx.report(
        name,
        'upper',
        { name: name.text, lower },
        places.length > 0 ? { fix: { title: 'lower', edits: places.map((place) => replace(place, lower)) } } : {},
      );
    },
  },
  examples: [
    bad(
      source`
        FROM golang:1.24 AS ‹Build›
        FROM alpine:3.22
        COPY --from=Build /app /app
        RUN --mount=type=bind,from=BUILD,target=/src ls /src
      `,
      {
        fixed: source`
          FROM golang:1.24 AS build
          FROM alpine:3.22
          COPY --from=build /app /app
          RUN --mount=type=bind,from=build,target=/src ls /src
        `,
      },
    ),
    bad('FROM alpine:3.22 AS ‹Base›\r\nFROM Base\r\n', { fixed: 'FROM alpine:3.22 AS base\r\nFROM base\r\n' }),
    good('FROM golang:1.24 AS build-2\n'),
    good('FROM golang:1.24\n'),
  ],
});

/** Where the stage is named in another case, FROM lines that do not find it because of that included. */
function uses(document: Dockerfile, stage: Stage): Span[] {
  const named = stageUses(document).filter(
    (use) =>
      use.stage === stage &&
      use.role !== 'definition' &&
      !use.byIndex &&
      document.text.slice(use.start, use.end).toLowerCase() === stage.name,
  );
  const missed = document.stages.flatMap(({ from, base, index }) => {
    const image = from?.image;
    const misses = index > stage.index && base.kind === 'image' && image?.text.toLowerCase() === stage.name;
    return misses && image ? [image] : [];
  });
  return [...named, ...missed];
}
