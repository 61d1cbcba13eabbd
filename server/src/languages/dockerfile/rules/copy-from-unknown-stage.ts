import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { knownImages } from '../../../images/base-images.js';
import { type Dockerfile, stageReferred } from '../model/dockerfile.js';
import { isPlain } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-from-unknown-stage', {
  summary: 'COPY --from names no stage before it',
  why: `\`COPY --from\` takes a stage above it by name or number, an image, or a build context that the build names. A name
that is not a stage is pulled as an image from Docker Hub, which mostly fails, and is surprising where it works. Write images
with a tag.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3022'],
  fix: 'unsafe',
  messages: {
    unknown:
      'No stage before this one is named "{name}", so the builder looks for an image or build context of that name.',
    nearest: 'No stage before this one is named "{name}". Did you mean "{other}"?',
    image: '"{name}" is not a stage, so the builder takes the latest image of that name. Write a tag.',
    index: 'There is no stage {name} before this one: stages are counted from 0. Name the stage instead.',
  },
  fixes: { rename: 'Use "{other}"' },
  on: {
    COPY(instruction, ctx) {
      const { document } = ctx;
      const stage = document.stageOf[instruction.index];
      const value = instruction.flags.find((flag) => flag.name.text === 'from')?.value;
      if (!stage || instruction.trigger || !value?.text || /[:/@$]/.test(value.text)) return;
      const name = value.text;
      if (stageReferred(document, stage, name, 'name-or-index')) return;
      const params = { name };
      // A stage that copies from itself or a later one is a matter of its own.
      const known = /^\d+$/.test(name) ? Number(name) < document.stages.length : isStage(document, name);
      if (known && stage.from) return;
      if (/^\d+$/.test(name)) {
        // The builder refuses a number that has no stage.
        ctx.report(value, 'index', params, { severity: stage.from ? 'error' : 'warning' });
        return;
      }
      // A build that names a context of its own, as a Compose file may, gives it to the builder.
      const contexts = ctx.graph.definitions('build-context', ctx.path);
      if (contexts.some((context) => context.name.toLowerCase() === name.toLowerCase())) return;
      const names = document.stages.flatMap((other) => (other.index < stage.index && other.name ? [other.name] : []));
      const other = nearest(name, names);
      const image = knownImages().some((known) => known.name === name);
      const fix = other && isPlain(document, value) ? replace(value, other) : undefined;
      ctx.report(
        value,
        image ? 'image' : other ? 'nearest' : 'unknown',
        { ...params, other: other ?? '' },
        {
          // Whoever starts the build may give it a context of that name, which the Dockerfile does not tell.
          ...(image ? { severity: 'info' } : other ? {} : { severity: 'hint' }),
          fix: fix && !image ? { title: 'rename', edits: [fix] } : undefined,
        },
      );
    },
  },
  examples: [
    good('FROM alpine:3.22\nCOPY --from=shared / /\n', {
      files: {
        'compose.yaml':
          'services:\n  web:\n    build:\n      context: .\n      additional_contexts: { shared: ../shared }\n',
      },
    }),
    bad(
      source`
        FROM golang:1.24 AS build
        FROM alpine:3.22
        COPY --from=‹biuld› /app /app
      `,
      {
        fixed: source`
          FROM golang:1.24 AS build
          FROM alpine:3.22
          COPY --from=build /app /app
        `,
      },
    ),
    bad(source`
      FROM alpine:3.22
      COPY --from=‹assets› /app /app
      COPY --from=‹busybox› /bin/busybox /bin/busybox
      COPY --from=‹7› /app /app
    `),
    good(source`
      FROM golang:1.24 AS own
      COPY --from=own /app /app
      COPY --from=late /app /app
      COPY --from=1 /app /app
      FROM alpine:3.22 AS late
    `),
    good(source`
      FROM golang:1.24 AS Build
      FROM alpine:3.22
      COPY --from=build /app /app
      COPY --from=0 /app /app
      COPY --from=busybox:1.37 /bin/busybox /bin/busybox
      COPY --from=registry.example.com/tool /tool /tool
    `),
  ],
});

function isStage(document: Dockerfile, name: string): boolean {
  return document.stages.some((stage) => stage.name === name.toLowerCase());
}
