import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { isPlain } from '../model/edits.js';
import { type StageUse, stageUses } from '../model/stage-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/duplicate-stage-name', {
  summary: 'Two stages with the same name',
  why: `The builder takes the last stage of a name wherever the name is used, so the earlier one can no longer be reached,
and a \`COPY --from\` between the two fails. Give each stage a name of its own. Names that differ only in case are the same.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'buildkit:DuplicateStageName',
    'hadolint:DL3024',
    'trivy:DS-0012',
    'checkov:CKV_DOCKER_11',
    'dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME',
  ],
  fix: 'unsafe',
  messages: {
    refused:
      'The "{name}" that is copied from above means this stage, which is not built by then, so the build stops. Choose another name.',
    duplicate: 'An earlier stage is named "{name}" as well, and can no longer be reached. Choose another name.',
  },
  fixes: { rename: 'Rename this stage to "{free}"' },
  on: {
    file(document, ctx) {
      const first = new Map<string, { start: number; end: number }>();
      const taken = new Set(document.stages.map(({ name }) => name));
      const named = usesByName(document);
      for (const stage of document.stages) {
        const written = stage.from?.name;
        if (!stage.name || !written) continue;
        const earlier = first.get(stage.name);
        if (!earlier) {
          first.set(stage.name, written);
          continue;
        }
        const free = freeName(stage.name, taken);
        taken.add(free);
        const uses = named.get(stage.name)?.filter((use) => use.stage === stage) ?? [];
        // COPY and mounts mean the last stage of a name, wherever they stand.
        const tooEarly = named.get(stage.name)?.some((use) => means(document, use, stage));
        const edits = [written, ...uses].map((place) => replace(place, free));
        ctx.report(
          written,
          tooEarly ? 'refused' : 'duplicate',
          { name: stage.name },
          {
            ...(tooEarly ? { severity: 'error' } : {}),
            related: [
              { span: { start: earlier.start, end: earlier.end }, message: `The earlier stage "${stage.name}"` },
            ],
            fix: isPlain(document, written) ? { title: 'rename', params: { free }, edits } : undefined,
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM golang:1.24 AS build
        FROM node:22 AS ‹build›
        FROM alpine:3.22
        COPY --from=build /app /app
      `,
      {
        fixed: source`
          FROM golang:1.24 AS build
          FROM node:22 AS build-2
          FROM alpine:3.22
          COPY --from=build-2 /app /app
        `,
      },
    ),
    bad(source`
      FROM golang:1.24 AS build
      FROM node:22 AS ‹BUILD›
    `),
    bad(
      source`
        FROM golang:1.24 AS build
        FROM node:22
        COPY --from=build /app /app
        FROM golang:1.25 AS ‹build›
        FROM alpine:3.22 AS ‹build›
        COPY --from=build /app /app
      `,
      {
        fixed: source`
          FROM golang:1.24 AS build
          FROM node:22
          COPY --from=build /app /app
          FROM golang:1.25 AS build-2
          FROM alpine:3.22 AS build-3
          COPY --from=build-2 /app /app
        `,
      },
    ),
    good(source`
      FROM golang:1.24 AS build
      FROM node:22 AS build-2
      FROM build
      FROM build
    `),
  ],
});

function freeName(name: string, taken: ReadonlySet<string | undefined>): string {
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function usesByName(document: Dockerfile): ReadonlyMap<string, readonly StageUse[]> {
  const found = new Map<string, StageUse[]>();
  for (const use of stageUses(document)) {
    const { name } = use.stage;
    if (!name || use.role === 'definition' || use.byIndex) continue;
    const list = found.get(name);
    if (list) list.push(use);
    else found.set(name, [use]);
  }
  return found;
}

/** Whether the builder takes a use to mean a stage of that name that is not built by then. */
function means(document: Dockerfile, use: StageUse, stage: Stage): boolean {
  if (use.role === 'base' || use.instruction.kind === 'ONBUILD') return false;
  return (document.stageOf[use.instruction.index]?.index ?? 0) <= stage.index;
}
