import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { buildsOf, type DockerBuild } from '../model/docker-builds.js';
import { expectsLack } from '../model/guards.js';
import { inputLines } from '../model/input-lines.js';
import { absenceOf, mayBeMade } from '../model/made-files.js';
import { isAction } from '../model/uses.js';
import { withOf } from '../model/with.js';
import { pathIn, type StepPlace, stepPlaces } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/dockerfile-missing', {
  summary: 'A build names a Dockerfile or a folder that is not there',
  why: `The build stops at once where its Dockerfile, its context or its Bake file does not exist. \`file\` of
\`docker/build-push-action\` and \`-f\` of a command are paths of the workspace, not of the context; a context that is not
given, or \`{{defaultContext}}\`, is what was committed. What steps before may have made is left out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    dockerfile: 'There is no Dockerfile at "{file}". Correct the path.',
    inContext: 'There is no Dockerfile at "{file}", but there is one in the context, at "{other}". Name that one.',
    context: 'There is no folder "{folder}" to build from. Correct the path.',
    noCheckout:
      'No step before this one checks out the repository, so there is no "{file}". Use actions/checkout first.',
    bake: 'There is no Bake file "{file}". Correct the path.',
  },
  on: {
    job({ job, workflow }, ctx) {
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        if (expectsLack(place.step, job)) continue;
        const told = new Set<string>();
        for (const build of buildsOf(place)) {
          const problem = build.isSure ? problemOf(build, place) : undefined;
          const key = problem && JSON.stringify([problem.at.start, problem.params]);
          if (!problem || key === undefined || told.has(key)) continue;
          told.add(key);
          const isSure = problem.message === 'noCheckout';
          ctx.report(problem.at, problem.message, problem.params, isSure ? { severity: 'error' } : {});
        }
        if (!isAction(place.step.uses, 'docker/bake-action')) continue;
        for (const { text, span } of missingBakeFiles(place)) ctx.report(span, 'bake', { file: text });
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
                  context: ./app
                  file: ‹./Dockerfile›
              - uses: docker/build-push-action@v6
                with:
                  context: ‹./api›
              - run: docker build -f ‹app/Dockerfile.prod› app
              - run: |
                  cd app
                  docker build -t x ‹test›
              - uses: docker/bake-action@v6
                with: {source: ., files: "docker-bake.hcl, ‹release.hcl›"}
          matrix:
            runs-on: ubuntu-latest
            strategy: {matrix: {image: [app, wbe]}}
            steps:
              - uses: actions/checkout@v4
              - uses: docker/build-push-action@v6
                with: {context: ., file: "‹\${{ matrix.image }}/Dockerfile›"}
          committed:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹docker/build-push-action@v6›
          empty:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/setup-buildx-action@v3
              - uses: docker/build-push-action@v6
                with: {context: ‹.›}
              - run: docker build -t x ‹app›
      `,
      { files: { 'app/Dockerfile': 'FROM alpine:3.22\n', 'docker-bake.hcl': '', 'app/test/a': '' } },
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
                with: {context: ./app}
              - uses: docker/build-push-action@v6
                with: {context: "{{defaultContext}}:app"}
              - uses: docker/build-push-action@v6
                with: {context: "https://github.com/example/other.git"}
              - uses: docker/build-push-action@v6
                with: {context: "\${{ matrix.folder }}"}
              - run: docker build app
              - run: cd app && docker build .
              - run: ./render.sh > Dockerfile.made
              - run: docker build -f Dockerfile.made .
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: {repository: example/other}
              - run: docker build .
          nested:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: {path: src}
              - uses: docker/build-push-action@v6
                with: {context: src/app}
              - run: docker build other/app
          maybe:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - if: hashFiles('Dockerfile') != ''
                run: docker build .
              - run: docker build . || true
              - run: if [ -f Dockerfile ]; then docker build .; fi
      `,
      { files: { 'app/Dockerfile': 'FROM alpine:3.22\n', 'render.sh': '' } },
    ),
  ],
});

interface Problem {
  readonly message: 'dockerfile' | 'inContext' | 'context' | 'noCheckout';
  readonly at: Span;
  readonly params: Readonly<Record<string, string>>;
}

function problemOf(build: DockerBuild, place: StepPlace): Problem | undefined {
  const { files } = place;
  const { contextText, dockerfileText, context, dockerfile, inWorkspace, at, offset } = build;
  const mayBe = (path: string | undefined): boolean =>
    path === undefined || (!build.isOfCommit && mayBeMade(path, place, offset ?? 0));
  if (!build.isOfCommit && absenceOf(inWorkspace.dockerfile, place, offset ?? 0) === 'no-checkout') {
    const span = (dockerfileText ?? contextText)?.span ?? at;
    return { message: 'noCheckout', at: span, params: { file: inWorkspace.dockerfile ?? '' } };
  }
  if (contextText && context !== undefined && context !== '' && files.kind(context) === 'missing') {
    if (mayBe(inWorkspace.context)) return undefined;
    return { message: 'context', at: contextText.span, params: { folder: contextText.text } };
  }
  if (dockerfile === undefined || files.kind(dockerfile) !== 'missing' || mayBe(inWorkspace.dockerfile))
    return undefined;
  if (!dockerfileText && hasOtherSpelling(files, dockerfile)) return undefined;
  const span = (dockerfileText ?? contextText)?.span ?? at;
  const file = dockerfileText?.text ?? inWorkspace.dockerfile ?? '';
  const other = dockerfileText && context !== undefined ? join(context, dockerfileText.text) : undefined;
  if (other !== undefined && inWorkspace.context && files.kind(other) === 'file') {
    const params = { file, other: join(inWorkspace.context, dockerfileText?.text ?? '') };
    return { message: 'inContext', at: span, params };
  }
  return { message: 'dockerfile', at: span, params: { file } };
}

/** Docker takes `dockerfile` as well, and Podman `Containerfile`. */
function hasOtherSpelling(files: FileView, dockerfile: string): boolean {
  return ['dockerfile', 'Containerfile'].some(
    (name) => name !== basename(dockerfile) && files.kind(join(dockerfile, '..', name)) !== 'missing',
  );
}

function missingBakeFiles(place: StepPlace): readonly { readonly text: string; readonly span: Span }[] {
  const value = withOf(place.step)?.get('files')?.value;
  if (value?.kind !== 'scalar') return [];
  return inputLines(value, ',').filter(
    ({ text }) => !/\$\{\{|^cwd:|:\/\//.test(text) && absenceOf(pathIn('', text), place) === 'missing',
  );
}
