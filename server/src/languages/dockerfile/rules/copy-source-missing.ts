import { isUsualOutput } from '../../../context/outputs.js';
import type { FileView } from '../../../core/files.js';
import { glob } from '../../../core/glob.js';
import { ancestors, basename, dirname, join } from '../../../core/path.js';
import { bad, good } from '../../../core/rule.js';
import { contextFolders, contextPath, contextSources } from '../model/build-context.js';
import { knownContexts } from '../model/builds.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-source-missing', {
  summary: 'Source of COPY that does not exist',
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
      if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return;
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

/** Whether none of the folders that may be the context has it. A folder that cannot be seen is none that counts. */
function isMissing(files: FileView, dockerfile: string, contexts: readonly string[], path: string): boolean {
  let seen = 0;
  if (contexts.some((folder) => hasMatch(files, folder, path.split('/')))) return false;
  for (const folder of contextFolders(dockerfile)) {
    const entries = files.list(folder);
    // Not known yet for the own folder; for one above, the end of the workspace.
    if (entries === undefined) break;
    seen += entries.filter(({ name }) => name !== basename(dockerfile) && !/^\.|ignore$/.test(name)).length;
    if (hasMatch(files, folder, path.split('/'))) return false;
  }
  // A Dockerfile that stands alone is built with a context from elsewhere.
  return seen > 0;
}

function hasMatch(files: FileView, folder: string, parts: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  const entries = files.list(folder);
  if (entries === undefined) return true;
  const matches = glob(`/${part}`);
  return entries.some(({ name, kind }) => {
    if (name !== part && !matches(name)) return false;
    if (rest.length === 0) return true;
    return kind === 'directory' && hasMatch(files, folder === '' ? name : join(folder, name), rest);
  });
}

/** Whether it looks like something that is made before the image: usual names, or ignored by git. */
function isMadeLater(files: FileView, dockerfile: string, path: string): boolean {
  if (isUsualOutput(path)) return true;
  for (const folder of ancestors(dockerfile)) {
    const entries = files.list(folder);
    if (entries === undefined) return false;
    if (!entries.some((entry) => entry.name === '.gitignore')) continue;
    const text = files.read(folder === '' ? '.gitignore' : join(folder, '.gitignore'));
    if (typeof text !== 'string') return true;
    for (const line of text.split('\n')) {
      const pattern = line.trim().replace(/\/$/, '');
      if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) continue;
      if (glob(pattern)(path) || glob(pattern)(`${dirname(dockerfile)}/${path}`)) return true;
    }
  }
  return false;
}
