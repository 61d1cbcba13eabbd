import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { stageNamed, stagesOf } from '../model/dockerfiles.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-target-unknown', {
  summary: 'Build target that the Dockerfile does not have',
  why: `\`build.target\` names a stage of the Dockerfile, in any case, or its number. With any other name the build
fails: "target stage could not be found".`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: 'The Dockerfile "{file}" has no stage "{name}". Its stages are: {stages}.',
    unnamed: 'The Dockerfile "{file}" has no stage "{name}", and none of its stages has a name. Name one with AS.',
  },
  fixes: { rename: 'Build "{nearest}"' },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const target = build?.target;
      const stages = build && stagesOf(ctx.graph, build);
      if (!target?.text || !stages || stages.length === 0 || stageNamed(stages, target.text)) return;
      const names = stages.flatMap(({ details }) => details?.written ?? []);
      const near = nearest(target.text, names);
      const params = {
        file: build.shown,
        name: target.text,
        stages: names.map((name) => `"${name}"`).join(', '),
      };
      const first = stages.find(({ details }) => details?.written === near);
      const related =
        near !== undefined && first && build.dockerfile !== undefined
          ? [{ path: build.dockerfile, span: first.span, message: `"${near}" is here` }]
          : [relatedAt(ctx, service.place, `of the service "${service.name}"`)];
      reportAt(ctx, target, names.length > 0 ? 'unknown' : 'unnamed', params, {
        related: near === undefined ? [] : related,
        fix:
          near === undefined || target.text !== target.raw || target.node.style !== 'plain'
            ? undefined
            : { title: 'rename', params: { nearest: near }, edits: [replace(target.span, near)] },
      });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build:
              context: .
              target: ‹develop›
      `,
      {
        files: { Dockerfile: 'FROM node:22 AS dev\nFROM node:22 AS production\n' },
      },
    ),
    bad(
      source`
        services:
          web:
            build:
              context: app
              target: ‹prodution›
      `,
      {
        files: { 'app/Dockerfile': 'FROM node:22 AS dev\nFROM node:22 AS production\n' },
        fixed: source`
          services:
            web:
              build:
                context: app
                target: production
        `,
      },
    ),
    good(
      source`
        services:
          web:
            build: { context: ., target: Dev }
          api:
            build: { context: ., target: "0" }
          job:
            build: { context: ., target: "\${TARGET}" }
          far:
            build: { context: "https://example.com/repo.git", target: x }
      `,
      { files: { Dockerfile: 'FROM node:22 AS dev\nFROM node:22 AS production\n' } },
    ),
    good('services:\n  web:\n    build: { context: missing, target: dev }\n'),
  ],
});
