import { nearest } from '../../../core/nearest.js';
import { dirname, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { findSource } from '../model/build-context.js';
import { knownContexts } from '../model/builds.js';
import { callsOf } from '../model/calls.js';
import { sourceOf } from '../model/copied-files.js';
import { type Stage, stageChain } from '../model/dockerfile.js';
import { isMadeLater, isMissing } from '../model/missing-sources.js';
import type { CommandUse } from '../model/script.js';
import { ofKind, workdirAtEnd } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/start-file-missing', {
  summary: 'What the container starts is not in the project',
  why: `The container stops at once when the file or the script of \`package.json\` that its command names does not exist; the
build does not notice. Reported is what a COPY of a whole folder would bring, if it were there; what steps of the image or
other stages may make is left out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    file: 'The container starts "{name}", which none of the folders that are copied has.',
    near: 'The container starts "{name}", which none of the folders that are copied has. Did you mean "{near}"?',
    script: 'The container runs the script "{name}", which {file} does not have.',
    nearScript: 'The container runs the script "{name}", which {file} does not have. Did you mean "{near}"?',
  },
  on: {
    stage(stage, ctx) {
      const { document, files, path } = ctx;
      const workdir = workdirAtEnd(document, stage);
      if (!stage.final || workdir === undefined || mayMakeFiles(stage)) return;
      for (const use of callsOf(document, stage)) {
        if (use.instruction.kind !== 'CMD' && use.instruction.kind !== 'ENTRYPOINT') continue;
        const started = fileStarted(use);
        const script = scriptStarted(use);
        if (started) {
          const inside = sourceOf(document, stage, join('/', workdir, started.name));
          if (inside === undefined || isNamedByCopy(stage, inside) || isMadeLater(files, path, inside)) continue;
          if (!isMissing(files, path, knownContexts(ctx.graph, path) ?? [], inside)) continue;
          const beside = (files.list(dirname(join(dirname(path), inside))) ?? []).map(({ name }) => name);
          const near = nearest(started.name.slice(started.name.lastIndexOf('/') + 1), beside);
          ctx.report(started.span, near === undefined ? 'file' : 'near', { name: started.name, near: near ?? '' });
        } else if (script) {
          const inside = sourceOf(document, stage, join('/', workdir, 'package.json'));
          const found = inside === undefined ? undefined : findSource(files, path, inside);
          const text = found?.kind === 'file' ? files.read(found.path) : undefined;
          const names = typeof text === 'string' ? scriptsIn(text) : undefined;
          if (!found || !names || names.includes(script.name)) continue;
          // Without a script of that name, npm starts a file of its own choice.
          if (script.name === 'start' && files.kind(join(dirname(found.path), 'server.js')) !== 'missing') continue;
          const near = nearest(script.name, names);
          const params = { name: script.name, file: inside ?? '', near: near ?? '' };
          ctx.report(script.span, near === undefined ? 'script' : 'nearScript', params);
        }
      }
    },
  },
  examples: [
    bad('FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", ‹"mian.py"›]\n', { files: { 'main.py': '' } }),
    bad('FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD node ‹src/index.js› --port 80\n', {
      files: { 'package.json': '{}', 'src/main.js': '' },
    }),
    bad('FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCMD ["npm", "run", ‹"serv"›]\n', {
      files: { 'package.json': '{ "scripts": { "serve": "node a.js" } }' },
    }),
    good(
      source`
        FROM node:24-slim
        WORKDIR /app
        COPY . .
        RUN npm ci && npm run build
        CMD ["node", "server/index.js"]
      `,
      { files: { 'package.json': '{}' } },
    ),
    good('FROM node:24-slim AS b\nFROM node:24-slim\nCOPY . .\nCOPY --from=b /x /\nCMD ["node", "x.js"]\n', {
      files: { 'package.json': '{}' },
    }),
    good('FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n', {
      files: { 'package.json': '{ "scripts": {} }', 'server.js': '' },
    }),
    good('FROM node:24-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "dist/main.js"]\n', {
      files: { 'package.json': '{}' },
    }),
    good('FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "-m", "app"]\n', { files: { 'main.py': '' } }),
    good('FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "main.py"]\n'),
    good('FROM python:3.13-slim\nCMD ["python", "main.py"]\n', { files: { 'app.py': '' } }),
  ],
});

interface Started {
  readonly name: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** The file that an interpreter is given, by a relative path. */
function fileStarted({ command, span }: CommandUse): Started | undefined {
  const kinds = interpreters[command.name ?? ''];
  const [first] = command.args;
  const name = first?.value;
  if (!kinds || !first || !name || !kinds.test(name) || name.startsWith('/') || /[$*?]/.test(name)) return undefined;
  return { name: name.replace(/^\.\//, ''), span: span(first) };
}

const interpreters: Readonly<Record<string, RegExp>> = {
  python: /^[\w./-]+\.py$/,
  python3: /^[\w./-]+\.py$/,
  node: /^[\w./-]+\.[cm]?js$/,
  ruby: /^[\w./-]+\.rb$/,
  php: /^[\w./-]+\.php$/,
};

/** The script of `package.json` that a command runs. */
function scriptStarted({ command, span }: CommandUse): Started | undefined {
  const [verb, word] = command.args;
  if (command.name !== 'npm' && command.name !== 'pnpm' && command.name !== 'yarn') return undefined;
  // Options of its own may lead to another package; those behind `--` are the script's.
  const end = command.args.findIndex(({ value }) => value === '--');
  const own = command.args.slice(0, end === -1 ? command.args.length : end);
  if (own.some(({ value }) => value?.startsWith('-') ?? true)) return undefined;
  if (verb?.value === 'start') return { name: 'start', span: span(verb) };
  // Yarn runs programs of packages in the same way.
  if (!/^run(?:-script)?$/.test(verb?.value ?? '') || command.name === 'yarn') return undefined;
  return word?.value && /^[\w:.-]+$/.test(word.value) ? { name: word.value, span: span(word) } : undefined;
}

/** Whether a step of the image, another stage or an archive may bring files that the project does not have. */
function mayMakeFiles(stage: Stage): boolean {
  return stageChain(stage).some(
    (part) =>
      ofKind(part, 'ADD').length > 0 ||
      ofKind(part, 'COPY').some(
        ({ flags, heredocs }) => heredocs.length > 0 || flags.some((f) => f.name.text === 'from'),
      ) ||
      ofKind(part, 'RUN').some(({ logical, heredocs }) => heredocs.length > 0 || making.test(logical.text)),
  );
}

/** Words of steps that make files of a program: compilers, bundlers, downloads, and plain writing. */
const making =
  /\b(?:build|compile|tsc|webpack|vite|esbuild|swc|babel|rollup|parcel|generate|bundle|export|make|curl|wget|git|tar|unzip|cp|mv|ln|create|init|new|sed|envsubst|rsync)\b|>/;

/** Whether a COPY names the file itself: that it is missing is told there. */
function isNamedByCopy(stage: Stage, inside: string): boolean {
  return stageChain(stage).some((part) =>
    ofKind(part, 'COPY').some(({ sources }) => sources.some(({ text }) => join('', text) === inside)),
  );
}

/** The names of a package's scripts; undefined where the text is no JSON. */
function scriptsIn(text: string): readonly string[] | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return undefined;
    const scripts = 'scripts' in read ? read.scripts : {};
    return typeof scripts === 'object' && scripts !== null ? Object.keys(scripts) : undefined;
  } catch {
    return undefined;
  }
}
