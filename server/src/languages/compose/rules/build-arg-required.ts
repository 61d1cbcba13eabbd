import { bad, good, source } from '../../../core/rule.js';
import { buildOf } from '../model/build.js';
import { factsOfBuild } from '../model/dockerfiles.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/build-arg-required', {
  summary: 'Build argument that a FROM line needs is not passed',
  why: `An \`ARG\` without a default that names the base image is empty unless the build passes it, and then the image's
name is not valid: the build fails at its first line.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'A FROM line of "{file}" needs the build argument "{name}", which has no default. Pass it in "args".',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      if (!build) return;
      for (const { name, details, span } of factsOfBuild(ctx.graph, build, 'arg', 'definition') ?? []) {
        if (!details?.from || details.default !== undefined || build.args.has(name) || platform.test(name)) continue;
        reportAt(
          ctx,
          build.contextText ?? build.place,
          'missing',
          { file: build.shown, name },
          {
            related: [{ path: build.dockerfile ?? '', span, message: `"${name}" is declared here` }],
          },
        );
      }
    },
  },
  examples: [
    bad('services:\n  web:\n    build: ‹.›\n', { files: { Dockerfile: 'ARG TAG\nFROM node:${TAG}\n' } }),
    good(
      source`
        services:
          web:
            build:
              context: .
              args: [TAG]
          api:
            build: api
      `,
      {
        files: {
          Dockerfile: 'ARG TAG\nFROM node:${TAG}\n',
          'api/Dockerfile': 'ARG TAG=22\nARG TARGETARCH\nFROM node:$TAG-$TARGETARCH\nARG OTHER\n',
        },
      },
    ),
  ],
});

const platform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;
