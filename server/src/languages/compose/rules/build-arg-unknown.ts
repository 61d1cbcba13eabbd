import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { factsOfBuild } from '../model/dockerfiles.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-arg-unknown', {
  summary: 'Build argument that the Dockerfile does not declare',
  why: `An argument without an \`ARG\` in the Dockerfile reaches nothing: the builder warns and drops it. Those that
the builder itself knows (proxies, \`BUILDKIT_*\`, \`SOURCE_DATE_EPOCH\`, the platform's) need none.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: 'The Dockerfile "{file}" has no ARG "{name}", so nothing sees this value. Declare it there, or remove it.',
    nearest: 'The Dockerfile "{file}" has no ARG "{name}", so nothing sees this value. Did you mean "{nearest}"?',
  },
  fixes: { rename: 'Pass "{nearest}"' },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const declared = build && factsOfBuild(ctx.graph, build, 'arg', 'definition');
      if (!build || !declared || (factsOfBuild(ctx.graph, build, 'stage', 'definition') ?? []).length === 0) return;
      const names = declared.map(({ name }) => name);
      for (const { key, place } of build.args.values()) {
        if (names.includes(key) || predefined.test(key)) continue;
        const near = nearest(
          key,
          names.filter((name) => !build.args.has(name)),
        );
        const params = { file: build.shown, name: key, nearest: near ?? '' };
        const plain = isHere(ctx, place) && ctx.text.slice(place.span.start, place.span.end) === key;
        reportAt(ctx, place, near === undefined ? 'unknown' : 'nearest', params, {
          fix: near !== undefined && plain ? { title: 'rename', edits: [replace(place.span, near)] } : undefined,
        });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build:
              context: .
              args:
                ‹NODE_VERSON›: "22"
                ‹COLOUR›: red
      `,
      {
        files: { Dockerfile: 'ARG NODE_VERSION=20\nFROM node:$NODE_VERSION\n' },
        fixed: source`
          services:
            web:
              build:
                context: .
                args:
                  NODE_VERSION: "22"
                  COLOUR: red
        `,
      },
    ),
    bad('services:\n  web:\n    build:\n      context: .\n      args: ["‹COLOUR›=red"]\n', {
      files: { Dockerfile: 'FROM node:22\n' },
    }),
    good(
      source`
        services:
          web:
            build:
              context: .
              args: [NODE_VERSION=22, HTTP_PROXY, BUILDKIT_INLINE_CACHE=1, TARGETARCH=arm64]
          other:
            build: { context: missing, args: { A: "1" } }
      `,
      { files: { Dockerfile: 'ARG NODE_VERSION=20\nFROM node:$NODE_VERSION\n' } },
    ),
  ],
});

const predefined =
  /^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT|STAGE|OSVERSION))$/i;
