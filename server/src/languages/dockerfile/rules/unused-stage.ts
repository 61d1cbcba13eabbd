import { remove, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { stageUses, usedStages } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/unused-stage', {
  summary: 'Stage that nothing uses',
  why: `A stage that is not the last one, and that no FROM, COPY or mount names, is built only where a build asks for it with
\`--target\`. If none does, it is dead weight that still has to be kept up to date.`,
  category: 'maintainability',
  severity: 'info',
  // Scripts and other tools, which are not read, may name it as a target.
  profile: 'all',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    named: 'Nothing in this file uses the stage "{name}". Remove it unless a build names it as its target.',
    unnamed: 'Nothing uses this stage, and without a name no build can. Remove it.',
  },
  fixes: { remove: 'Remove the stage' },
  on: {
    stage(stage, ctx) {
      if (!stage.from || usedStages(ctx.document).has(stage)) return;
      // A Compose or Bake file or a workflow may build this very stage, or one that only the run can tell.
      const builds = ctx.graph.references('stage', ctx.path);
      if (builds.some(({ details }) => details?.known === 'no')) return;
      const targets = builds.map((use) => use.name);
      if (targets.includes(stage.name ?? `${stage.index}`) || targets.includes(`${stage.index}`)) return;
      if (stage.name) {
        ctx.report(stage.from.name ?? stage.from.keyword, 'named', { name: stage.name });
        return;
      }
      const edit = removal(ctx.document, stage);
      ctx.report(
        stage.from.keyword,
        'unnamed',
        {},
        { tags: ['unnecessary'], fix: edit && { title: 'remove', edits: [edit] } },
      );
    },
  },
  examples: [
    bad('FROM golang:1.24\nRUN make\n\n# The program\nFROM alpine:3.22\n'.replace('FROM', '‹FROM›'), {
      fixed: '# The program\nFROM alpine:3.22\n',
    }),
    bad(source`
      FROM golang:1.24 AS ‹test›
      RUN go test
      ‹FROM› golang:1.24
      FROM golang:1.24 AS build
      FROM alpine:3.22
      COPY --from=2 /app /app
    `),
    good(source`
      FROM golang:1.24 AS base
      FROM base AS build
      FROM alpine:3.22 AS assets
      FROM alpine:3.22
      COPY --from=build /app /app
      RUN --mount=type=bind,from=assets,target=/assets ls /assets
    `),
    good('RUN ls\n'),
    good('FROM node:22 AS dev\nFROM node:22\n', {
      files: { 'compose.yaml': 'services:\n  web:\n    build: { context: ., target: dev }\n' },
    }),
    good('FROM node:22 AS dev\nFROM node:22\n', {
      files: {
        '.github/workflows/ci.yml': source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: docker/build-push-action@v6
                  with: {target: dev}
        `,
      },
    }),
    good('FROM node:22 AS dev\nFROM node:22\n', {
      files: {
        '.github/workflows/ci.yml': source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v4
                - run: docker build --target "$STAGE" .
        `,
      },
    }),
  ],
});

/** The lines of a stage up to the comments of the next; undefined where a number counts on the stage. */
function removal(document: Dockerfile, stage: Stage): TextEdit | undefined {
  const next = document.stages[stage.index + 1]?.from;
  const { text } = document;
  if (!stage.from || !next || stageUses(document).some((use) => use.byIndex)) return undefined;
  const end = Math.min(next.start, ...next.comments.map((comment) => comment.start));
  return remove({ start: stage.from.start, end: text.lastIndexOf('\n', end - 1) + 1 });
}
