// Compares us with Docker Compose itself over every Compose file that we have: npm run oracle:compose [folder …]
// Needs Go; builds the program once into the cache. A folder adds its Compose files to our own examples.
//   false error   we report an error that stands for a refusal of the loader, which accepts the file
//   missed error  the loader refuses the file, and we report no error
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { importSources } from './bundles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'scripts/oracle/compose');
const version = /docker\/compose\/v5 (v[\d.]+)/.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1] ?? 'unknown';
const cache = join(
  process.env.PLATFORM_BUILDER_CACHE ?? join(homedir(), '.cache/platform-builder'),
  `compose-${version}`,
);
const program = join(cache, 'docker-compose');

/** @returns a reason to skip, or undefined. */
function buildProgram() {
  if (existsSync(program)) return undefined;
  if (spawnSync('go', ['version']).status !== 0) return 'Go is not installed';
  console.log(`building Docker Compose (${version}), about two minutes once`);
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = spawnSync(
    'go',
    ['build', '-trimpath', '-o', program, 'github.com/docker/compose/v5/cmd'],
    {
      cwd: sources,
      env: { ...process.env, CGO_ENABLED: '0' },
      encoding: 'utf8',
    },
  );
  return status === 0 ? undefined : `the program could not be built: ${stderr.trim().split('\n').pop()}`;
}

const reason = buildProgram();
if (reason) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const { languages, parseCompose, projectOf, recordFiles, isComposeName } = await importSources(`
  export { languages } from './server/src/languages/registry.ts';
  export { parseCompose } from './server/src/languages/compose/document.ts';
  export { projectOf } from './server/src/languages/compose/model/project.ts';
  export { isComposeName } from './server/src/languages/compose/model/file-names.ts';
  export { recordFiles } from './server/src/workspace/files.ts';
`);
const { checkFiles } = await import(pathToFileURL(join(root, 'dist/index.mjs')).href);

/** Each case: a folder's files, and the one to check. */
function* cases(folders) {
  for (const rule of languages.find((language) => language.id === 'compose').rules) {
    for (const [i, example] of rule.examples.entries()) {
      const main = example.path ?? 'compose.yaml';
      const texts = [example.text.replace(/[‹›]/g, ''), ...(example.fixed === undefined ? [] : [example.fixed])];
      for (const [at, text] of texts.entries())
        yield { name: `${rule.id} ${i + 1}${at ? ' fixed' : ''}`, files: { ...example.files, [main]: text }, main };
    }
  }
  for (const folder of [join(root, 'examples'), ...folders]) {
    const files = {};
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile() || /(?:^|[/\\])(?:node_modules|\.git)[/\\]/.test(name))
        continue;
      if (statSync(path).size < 100_000) files[name.split(sep).join('/')] = readFileSync(path, 'utf8');
    }
    for (const main of Object.keys(files).filter((name) => isComposeName(name))) {
      const top = dirname(main);
      const near = Object.entries(files).filter(([name]) => top === '.' || name.startsWith(`${top}/`));
      const relativeFiles = Object.fromEntries(
        near.map(([name, text]) => [relative(top, name).split(sep).join('/'), text]),
      );
      yield { name: join(folder, main), files: relativeFiles, main: relative(top, main) };
    }
  }
}

const meant = JSON.parse(readFileSync(join(sources, 'meant.json'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'platform-builder-compose-'));
let counted = 0;
const found = { 'false error': [], 'missed error': [] };
for (const { name, files, main } of cases(process.argv.slice(2).map((folder) => resolve(folder)))) {
  counted++;
  const folder = join(scratch, `case${counted}`);
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    if (relative(folder, target).startsWith('..')) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const project = projectOf(parseCompose(files[main]), main, recordFiles(files).view);
  const merged = project.files.filter((file) => file.role === 'file').map((file) => file.path);
  const run = spawnSync(program, [...merged.flatMap((path) => ['-f', path]), '--profile', '*', 'config', '-q'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: scratch },
  });
  const refused = run.status !== 0;
  const checked = await checkFiles(files, { profile: 'all' });
  const errors = checked.files
    .filter((file) => merged.includes(file.path))
    .flatMap((file) => file.diagnostics.filter(({ severity }) => severity === 'error'));
  const refusals = errors.filter(({ aliases }) => aliases.some((alias) => alias.startsWith('compose-go:')));
  const why = run.stderr.trim().split('\n').pop();
  if (!refused) {
    for (const error of refusals) {
      if (!meant.falseErrors[error.rule]) found['false error'].push(`${name}: ${error.rule}: ${error.message}`);
    }
  } else if (errors.length === 0 && !Object.keys(meant.missedErrors).some((text) => why.includes(text)))
    found['missed error'].push(`${name}: ${why.replaceAll(folder, '')}`);
  rmSync(folder, { recursive: true, force: true });
}
rmSync(scratch, { recursive: true, force: true });
for (const [kind, list] of Object.entries(found)) for (const line of list) console.log(`${kind}: ${line}`);
console.log(
  `${counted} projects beside Docker Compose ${version}: ${found['false error'].length} false errors, ${found['missed error'].length} missed errors`,
);
process.exit(found['false error'].length + found['missed error'].length > 0 ? 1 : 0);
