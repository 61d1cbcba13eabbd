import { bad, good } from '../../../core/rule.js';
import { contextPath, contextSources } from '../model/build-context.js';
import { knownContexts } from '../model/builds.js';
import { isMadeLater, isMissing } from '../model/missing-sources.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-source-missing', {
  summary: 'Source of COPY or of a bind mount that does not exist',
  why: `The build stops when a source is not in the build context. Only what is in none of the folders that may be the
context is reported: the Dockerfile's own, those above it, and those that Compose or Bake files name. What git ignores, and usual outputs of builds, are left out,
as they may be made before the image is.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'There is no "{source}" in the folder of this Dockerfile or in one above it.',
    unmatched: 'Nothing matches "{source}" in the folder of this Dockerfile or in one above it.',
  },
  on: {
    instruction(instruction, ctx) {
      const contexts = knownContexts(ctx.graph, ctx.path) ?? [];
      for (const { start, end, text } of contextSources(instruction)) {
        if (text.includes('$') || text.includes('**')) continue;
        const path = contextPath(text);
        if (path === '' || !isMissing(ctx.files, ctx.path, contexts, path) || isMadeLater(ctx.files, ctx.path, path))
          continue;
        ctx.report({ start, end }, /[*?[]/.test(path) ? 'unmatched' : 'missing', { source: text });
      }
    },
  },
  examples: [
    bad('FROM scratch\nCOPY ‹requirments.txt› /app/\n', { files: { 'requirements.txt': '' } }),
    bad('FROM scratch\nCOPY ‹*.toml› src/*.rs /app/\n', { files: { 'src/main.rs': '' } }),
    bad('FROM scratch\nADD ‹a/b› /app/\n', { path: 'x/Dockerfile', files: { 'x/a/c': '', 'a/c': '' } }),
    bad(
      'FROM golang:1.24\nRUN --mount=type=bind,source=‹go.sums›,target=go.sum --mount=source=.,target=/src go build\n',
      {
        files: { 'go.sum': '' },
      },
    ),
    good('FROM scratch\nCOPY src/main.rs Cargo.* . /app/\n', { files: { 'src/main.rs': '', 'Cargo.toml': '' } }),
    good('FROM scratch\nCOPY app/main.py /app/\n', { path: 'docker/Dockerfile', files: { 'app/main.py': '' } }),
    good('FROM scratch\nCOPY dist out/app.jar generated $NAME https://example.com/x /app/\n', {
      files: { 'main.py': '', '.gitignore': '/generated/\n' },
    }),
    good('FROM scratch\nCOPY <<EOF /app/x\ntext\nEOF\n', { files: { 'main.py': '' } }),
    good('FROM scratch\nCOPY main.py /app/\n', {
      path: 'docker/Dockerfile',
      files: {
        'docker/notes': '',
        'app/main.py': '',
        'compose.yaml': 'services:\n  web:\n    build: { context: app, dockerfile: ../docker/Dockerfile }\n',
      },
    }),
    good('FROM scratch\nCOPY anything /app/\n'),
  ],
});
