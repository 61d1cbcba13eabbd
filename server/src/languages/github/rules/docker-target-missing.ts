import { replace } from '../../../core/edit.js';
import type { Fact } from '../../../core/facts.js';
import { nearest } from '../../../core/nearest.js';
import { basename } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { dockerBuildsOf } from '../model/docker-builds.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/docker-target-missing', {
  summary: 'A build passes what its Dockerfile does not have',
  why: `A target that is no stage of the Dockerfile stops the build. A build argument without an \`ARG\`, and a secret that
no \`RUN --mount=type=secret\` mounts by its id, reach nothing: the image is built without them, and nothing is said.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    target: 'The Dockerfile "{file}" has no stage "{name}". Its stages are: {known}.',
    unnamed: 'The Dockerfile "{file}" has no stage "{name}", and none of its stages has a name. Name one with AS.',
    arg: 'The Dockerfile "{file}" has no ARG "{name}", so nothing sees this value. Declare it there, or remove it.',
    nearArg: 'The Dockerfile "{file}" has no ARG "{name}", so nothing sees this value. Did you mean "{near}"?',
    secret: 'No RUN of "{file}" mounts a secret with the id "{name}". Mount it there, or remove it here.',
    otherSecret: 'No RUN of "{file}" mounts a secret with the id "{name}"; mounted are: {known}. Use the same id.',
  },
  fixes: { rename: 'Replace with "{near}"' },
  on: {
    job({ job, workflow }, ctx) {
      const builds = dockerBuildsOf(job, workflow, ctx.path, ctx.files);
      const told = new Set<number>();
      for (const build of builds) {
        const { dockerfile, target } = build;
        const of = (kind: Fact['kind'], role: Fact['role'], one = dockerfile): readonly Fact[] =>
          (one === undefined ? [] : (ctx.graph.of(one) ?? [])).filter(
            (fact) => fact.kind === kind && fact.role === role,
          );
        const stages = of('stage', 'definition');
        if (dockerfile === undefined || stages.length === 0) continue;
        const file = build.inWorkspace.dockerfile ?? basename(dockerfile);
        if (target && !isStage(target.text, stages)) {
          const names = stages.flatMap(({ details }) => details?.written ?? []);
          const near = nearest(target.text, names);
          const stage = stages.find(({ details }) => near !== undefined && details?.written === near);
          const params = { file, name: target.text, known: listed(names) };
          ctx.report(target.span, names.length === 0 ? 'unnamed' : 'target', params, {
            related: stage ? [{ path: dockerfile, span: stage.span, message: `"${near}" is here` }] : [],
            fix:
              near === undefined
                ? undefined
                : { title: 'rename', params: { near }, edits: [replace(target.span, near)] },
          });
        }
        // What a matrix passes to all that it builds, one of them has to know.
        const all = builds.filter((one) => one.step === build.step && one.offset === build.offset);
        if (all.some((one) => of('stage', 'definition', one.dockerfile).length === 0)) continue;
        const args = all.flatMap((one) => of('arg', 'definition', one.dockerfile).map(({ name }) => name));
        for (const { text, span } of build.args) {
          if (args.includes(text) || predefined.test(text) || told.has(span.start)) continue;
          told.add(span.start);
          const given = new Set(build.args.map((arg) => arg.text));
          const near = nearest(
            text,
            args.filter((name) => !given.has(name)),
          );
          const params = { file, name: text, near: near ?? '' };
          const fix =
            near === undefined
              ? undefined
              : ({ title: 'rename', params: { near }, edits: [replace(span, near)] } as const);
          ctx.report(span, fix ? 'nearArg' : 'arg', params, { severity: 'warning', fix });
        }
        const ids = [
          ...new Set(all.flatMap((one) => of('secret-id', 'reference', one.dockerfile).map(({ name }) => name))),
        ];
        if (ids.some((id) => id.includes('$'))) continue;
        for (const { text, span } of build.secrets) {
          if (ids.includes(text) || automatic.test(text) || told.has(span.start)) continue;
          told.add(span.start);
          const params = { file, name: text, known: listed(ids) };
          ctx.report(span, ids.length > 0 ? 'otherSecret' : 'secret', params, { severity: 'warning' });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: docker/build-push-action@v6
                with:
                  context: .
                  target: ‹prodution›
                  build-args: |
                    NODE=22
                    ‹COLOUR›=red
                    ‹VERSOIN›=\${{ github.sha }}
                  secrets: |
                    npm=\${{ secrets.NPM }}
                    ‹token›=\${{ secrets.TOKEN }}
              - run: docker buildx build --target=‹test› --build-arg ‹GREEN›=1 --secret id=‹pip›,env=PIP .
      `,
      {
        files: {
          Dockerfile: source`
            ARG NODE=20
            FROM node:\$NODE AS dev
            ARG VERSION
            FROM dev AS production
            RUN --mount=type=secret,id=npm npm ci
          `,
        },
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v4
                - uses: docker/build-push-action@v6
                  with:
                    context: .
                    target: production
                    build-args: |
                      NODE=22
                      COLOUR=red
                      VERSION=\${{ github.sha }}
                    secrets: |
                      npm=\${{ secrets.NPM }}
                      token=\${{ secrets.TOKEN }}
                - run: docker buildx build --target=test --build-arg GREEN=1 --secret id=pip,env=PIP .
        `,
      },
    ),
    bad(
      'on: push\r\njobs:\r\n  b:\r\n    runs-on: ubuntu-latest\r\n    steps:\r\n      - uses: docker/build-push-action@v6\r\n        with: {target: "‹devv›"} # dev\r\n',
      {
        files: { Dockerfile: 'FROM node:22 AS dev\n' },
        fixed:
          'on: push\r\njobs:\r\n  b:\r\n    runs-on: ubuntu-latest\r\n    steps:\r\n      - uses: docker/build-push-action@v6\r\n        with: {target: "dev"} # dev\r\n',
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            strategy:
              matrix:
                include:
                  - {image: api, target: ‹prod›}
                  - {image: web, target: prod}
            steps:
              - uses: actions/checkout@v4
              - uses: docker/build-push-action@v6
                with:
                  context: images/\${{ matrix.image }}
                  target: \${{ matrix.target }}
                  build-args: |
                    WEB=1
                    ‹NONE›=1
      `,
      {
        files: {
          'images/api/Dockerfile': 'FROM node:24 AS production\n',
          'images/web/Dockerfile': 'FROM node:24 AS prod\nARG WEB\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: docker/build-push-action@v6
                with:
                  context: .
                  target: Dev
                  build-args: |
                    NODE=22
                    HTTP_PROXY=\${{ vars.PROXY }}
                    BUILDKIT_INLINE_CACHE=1
                    \${{ vars.ARGS }}
                  secrets: npm=\${{ secrets.NPM }}
              - uses: docker/build-push-action@v6
                with: {context: ., target: "\${{ matrix.target }}"}
              - uses: docker/build-push-action@v6
                with: {context: other, target: dev}
              - run: docker build --target 0 --target "$STAGE" --build-arg "$ARG" .
              - run: docker build --target dev --secret id=npm,src=.npmrc . -f Dockerfile
      `,
      {
        files: { Dockerfile: 'ARG NODE\nFROM node:$NODE AS dev\nRUN --mount=type=secret,id=npm npm ci\n' },
      },
    ),
  ],
});

const predefined =
  /^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT|STAGE|OSVERSION))$/i;

/** Secrets that the builder itself looks for. */
const automatic = /^GIT_AUTH_(?:TOKEN|HEADER)/;

function isStage(target: string, stages: readonly Fact[]): boolean {
  const name = target.toLowerCase();
  return stages.some(
    (stage) => stage.name === name || (/^\d+$/.test(name) && stage.details?.index === `${Number(name)}`),
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
