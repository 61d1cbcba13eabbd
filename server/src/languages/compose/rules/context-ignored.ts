import { isGitIgnored } from '../../../context/git-ignore.js';
import { excludedBy, ignoreFileIn } from '../../../context/ignore-file.js';
import { isUsualOutput } from '../../../context/outputs.js';
import type { GraphView } from '../../../core/facts.js';
import type { FileView } from '../../../core/files.js';
import { ancestors, below, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { type Build, buildOf } from '../model/build.js';
import { factsOfBuild, neededStages } from '../model/dockerfiles.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/context-ignored', {
  summary: 'Source of COPY that is not in the build context',
  why: `COPY finds only what is in the build context, the folder that \`build\` or \`build.context\` names, less what its
\`.dockerignore\` excludes; where the Dockerfile is makes no difference. This is told where another context would have it. What
no context has, or all exclude, is told in the Dockerfile.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    outside:
      'The Dockerfile "{file}" copies "{source}", which is in "{other}" but not in this context. Build with that.',
    excluded:
      'The Dockerfile "{file}" copies "{source}", which {ignore} of this context excludes by "{pattern}". Take it back there.',
  },
  on: {
    service({ service, project }, ctx) {
      const build = buildOf(project, service);
      const { context, dockerfile } = build ?? {};
      if (!build || context === undefined || dockerfile === undefined) return;
      const needed = neededStages(ctx.graph, build);
      if (!needed || ctx.files.kind(context) !== 'directory') return;
      const place = build.contextText ?? build.dockerfileText ?? build.place;
      const shown = (folder: string): string => below(project.directory, folder) ?? folder;
      for (const { name, span, details } of factsOfBuild(ctx.graph, build, 'source', 'reference') ?? []) {
        if (!needed.has(details?.stage ?? '') || name === '.' || /[*?[]/.test(name)) continue;
        const related = [{ path: dockerfile, span, message: 'It is copied here' }];
        const other = elsewhere(ctx.files, build, context, name);
        if (other !== undefined)
          return reportAt(
            ctx,
            place,
            'outside',
            { file: build.shown, source: name, other: shown(other) || '.' },
            { related },
          );
        const by = excludedHereOnly(ctx, dockerfile, context, name);
        if (!by) continue;
        const params = { file: build.shown, source: name, ignore: shown(by.ignore), pattern: by.pattern };
        return reportAt(ctx, place, 'excluded', params, { related });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            build: ‹./web›
          api:
            build:
              context: ‹./docker›
              dockerfile: Dockerfile
      `,
      {
        files: {
          'web/Dockerfile': 'FROM node:24\nCOPY package.json shared/a.js ./\n',
          'web/package.json': '{}',
          'shared/a.js': '',
          'docker/Dockerfile': 'FROM node:24\nCOPY api/main.js ./\n',
          'api/main.js': '',
        },
      },
    ),
    bad(
      source`
        services:
          web:
            build: ./web
          all:
            build:
              context: ‹.›
              dockerfile: web/Dockerfile
      `,
      {
        files: {
          'web/Dockerfile': 'FROM node:24\nCOPY a.js ./\n',
          'web/a.js': '',
          'a.js': '',
          '.dockerignore': '*.js\n',
        },
      },
    ),
    good(
      source`
        services:
          web:
            build: .
          test:
            build: { context: ./test, target: test }
          none:
            build: ./none
          ignored:
            build: ./ignored
      `,
      {
        files: {
          Dockerfile: 'FROM node:24\nCOPY package.json *.js $NAME . /app/\nCOPY --from=x /a /b\n',
          'package.json': '{}',
          'test/Dockerfile': 'FROM node:24 AS test\nCOPY a.js dist/b.js ./\nFROM test\nCOPY package.json ./\n',
          'test/a.js': '',
          'dist/b.js': '',
          'none/Dockerfile': 'FROM node:24\nCOPY nowhere.js ./\n',
          'ignored/Dockerfile': 'FROM node:24\nCOPY a.js ./\n',
          'ignored/a.js': '',
          'ignored/.dockerignore': 'a.js\n',
        },
      },
    ),
  ],
});

/** The folder that has a source where the context has not: the Dockerfile's own, or one above. */
function elsewhere(files: FileView, build: Build, context: string, name: string): string | undefined {
  const path = join(context, name);
  if (files.kind(path) !== 'missing' || isUsualOutput(name)) return undefined;
  // What git ignores may be made before the build.
  if (isGitIgnored(files, path) === true) return undefined;
  return ancestors(build.dockerfile ?? '').find((folder) => {
    if (folder === context) return false;
    const kind = files.kind(join(folder, name));
    return kind === 'file' || kind === 'directory';
  });
}

/** What excludes a source from a context, if another build of the same Dockerfile has a context with it. */
function excludedHereOnly(
  { files, graph }: { readonly files: FileView; readonly graph: GraphView },
  dockerfile: string,
  context: string,
  name: string,
): { readonly ignore: string; readonly pattern: string } | undefined {
  const ignore = ignoreFileIn(files, dockerfile, context);
  const by = ignore && excludedBy(ignore, name);
  if (!ignore || !by) return undefined;
  const isInAnother = graph.references('stage', dockerfile).some(({ details }) => {
    const folder = details?.context;
    if (folder === undefined || folder === context) return false;
    const other = ignoreFileIn(files, dockerfile, folder);
    return other === null || (other !== undefined && !excludedBy(other, name));
  });
  return isInAnother ? { ignore: ignore.path, pattern: by.text } : undefined;
}
