import {
  excludedBy,
  type FoundIgnoreFile,
  type IgnorePattern,
  ignoreFileIn,
  ignoreFileOf,
} from '../../../context/ignore-file.js';
import { bad, good, source } from '../../../core/rule.js';
import { contextPath, contextSources } from '../model/build-context.js';
import { knownContexts } from '../model/builds.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-source-ignored', {
  summary: 'Source of COPY that .dockerignore excludes',
  why: `What the ignore file excludes is not sent to the builder, so that COPY does not find it and the build stops. Take
the file back with a \`!\` pattern, or change the pattern that excludes it. The last pattern that matches decides.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:CopyIgnoredFile'],
  fix: 'none',
  reach: 'part',
  messages: {
    excluded: '"{source}" is excluded from the build context by the pattern "{pattern}" of {file}, line {line}.',
    everything: 'Nothing is left to copy: the pattern "{pattern}" of {file}, line {line}, excludes everything.',
  },
  on: {
    instruction(instruction, ctx) {
      const sources = contextSources(instruction);
      if (sources.length === 0) return;
      const contexts = knownContexts(ctx.graph, ctx.path);
      const found = contexts
        ? contexts.map((context) => ignoreFileIn(ctx.files, ctx.path, context))
        : [ignoreFileOf(ctx.files, ctx.path)];
      const files = found.filter((one): one is FoundIgnoreFile => one !== null && one !== undefined);
      const [file] = files;
      // What one of the builds is sent is not missing for all; what others lack is told where they are told to build.
      if (!file || files.length < found.length) return;
      for (const { start, end, text } of sources) {
        if (text.includes('$')) continue;
        const path = contextPath(text);
        const [by, ...others] = files.map((one) => (path === '' ? rootExcluded(one) : excludedBy(one, path)));
        if (!by || others.includes(undefined)) continue;
        const line = file.text.slice(0, by.start).split('\n').length;
        const name = file.path.slice(file.path.lastIndexOf('/') + 1);
        ctx.report(
          { start, end },
          path === '' ? 'everything' : 'excluded',
          { source: text, pattern: by.text, file: name, line },
          {
            // The peer says nothing as soon as the file takes anything back.
            aliases: file.patterns.some((pattern) => pattern.negated) ? [] : rule.peers,
            related: [{ path: file.path, span: { start: by.start, end: by.end }, message: 'The pattern is here' }],
          },
        );
      }
    },
  },
  examples: [
    bad('FROM scratch\nCOPY ‹dist› ‹docs/a.md› /app/\n', { files: { '.dockerignore': 'dist\n**/*.md\n' } }),
    bad('FROM scratch\nADD --chown=1:1 ["‹secret.txt›", "/app/"]\n', { files: { '.dockerignore': '*.txt\n' } }),
    bad('FROM scratch\nCOPY ‹.› /app\n', { files: { '.dockerignore': '*\n' } }),
    bad('FROM scratch\nCOPY ‹src/secret› /app\n', { files: { '.dockerignore': '*\n!src\nsrc/secret\n' } }),
    bad('FROM scratch\nCOPY ‹a› /app\n', {
      path: 'web/Dockerfile',
      files: { 'web/Dockerfile.dockerignore': 'a\n', 'web/.dockerignore': 'b\n' },
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=bind,source=‹go.sum›,target=/go.sum true\n', {
      files: { '.dockerignore': 'go.sum\n' },
    }),
    bad('FROM scratch\nCOPY ‹a› b /app\n', {
      path: 'docker/Dockerfile',
      files: {
        'docker/.dockerignore': 'b\n',
        '.dockerignore': 'a\n',
        'compose.yaml': 'services:\n  web:\n    build: { context: ., dockerfile: docker/Dockerfile }\n',
      },
    }),
    good('FROM scratch\nCOPY a /app\n', {
      path: 'docker/Dockerfile',
      files: {
        'docker/.dockerignore': 'a\n',
        'compose.yaml': 'services:\n  web:\n    build: { context: ., dockerfile: docker/Dockerfile }\n',
      },
    }),
    good(
      source`
      FROM scratch
      COPY src README.md $NAME /app/
      COPY . /app
    `,
      { files: { '.dockerignore': '*.md\n!README.md\nnode_modules\n$NAME\n' } },
    ),
    good('FROM a AS b\nFROM scratch\nCOPY --from=b /dist /dist\n', { files: { '.dockerignore': 'dist\n' } }),
    good('FROM scratch\nCOPY . /app\n', { files: { '.dockerignore': '*\n!src\n' } }),
    good('FROM scratch\nCOPY dist /app\n'),
  ],
});

/** The pattern that leaves nothing of the context, where nothing is taken back after it. */
function rootExcluded(file: FoundIgnoreFile): IgnorePattern | undefined {
  if (file.patterns.some((pattern) => pattern.negated)) return undefined;
  return file.patterns.find((pattern) => pattern.text === '*' || pattern.text === '**' || pattern.text === '**/*');
}
