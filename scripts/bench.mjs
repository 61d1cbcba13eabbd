// npm run bench: what typing, starting and checking cost, beside our budgets and beside other tools in the same run.
// It informs and never fails: node scripts/bench.mjs [--json FILE]
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
import { cpus, loadavg, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { memoryOf, percentile, startServer } from './bench/client.mjs';
import { composeProjectOf, dockerfileOf, repositoryOf, workflowOf, workspaceOf } from './bench/samples.mjs';
import { questions, type } from './bench/typing.mjs';
import { bundles } from './bundles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = (name) => join(root, 'dist', name);
const folder = mkdtempSync(join(tmpdir(), 'platform-builder-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const rows = [];
/** A line of the table. `value` is undefined where it could not be measured; then `note` says why. */
function row(what, value, unit, { budget, note = '' } = {}) {
  const shown = value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
  const limit = budget === undefined ? '' : `≤ ${budget} ${unit}`;
  const verdict = budget === undefined || value === undefined ? '' : value <= budget ? 'ok' : 'OVER';
  rows.push({ what, value, unit, budget, verdict, note });
  console.log(`${what.padEnd(58)} ${shown.padStart(9)}  ${limit.padEnd(11)} ${verdict.padEnd(5)} ${note}`.trimEnd());
}

for (const name of ['server.js', 'cli.js']) {
  if (existsSync(dist(name))) continue;
  console.log(`dist/${name} does not exist: run "npm run build" first`);
  process.exit(0);
}
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0].toFixed(1)} at the start\n`,
);

// Servers to compare with, bundled as ours is.
const bundled = async (name, contents) => {
  const outfile = join(folder, `${name}.cjs`);
  const entry =
    contents === undefined ? { entryPoints: [join(root, 'scripts/bench', `${name}.mjs`)] } : { stdin: contents };
  await build({ ...bundles.server, entryPoints: undefined, ...entry, absWorkingDir: root, outfile });
  return outfile;
};
const echo = await bundled('echo-server');

const texts = {
  '40-line': readFileSync(join(root, 'examples/python-fastapi/Dockerfile'), 'utf8'),
  '560-line': dockerfileOf(1, 560),
};

/** How often each row of typing is measured, with servers of its own; the row is the median. */
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

/**
 * The p95 of ours, less that of a server that only sends the same answers.
 * @param site what is typed into: its folder, its path there, its text and language, and the texts of other open documents.
 */
async function measure(what, budget, kind, { at = folder, path, text, languageId = 'dockerfile', others = {} }) {
  const uri = (name) => pathToFileURL(join(at, name)).href;
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const ours = await startServer(dist('server.js'), { folder: pathToFileURL(at).href });
    const other = await startServer(echo);
    for (const [name, { text: one, languageId: language }] of Object.entries(others)) {
      const textDocument = { uri: uri(name), languageId: language, version: 1, text: one };
      await ours.connection.sendNotification('textDocument/didOpen', { textDocument });
      await ours.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri(name) } });
    }
    const { times, echoTimes } = await type(ours, other, uri(path), text, questions[kind], languageId);
    await ours.stop();
    await other.stop();
    const floor = percentile(echoTimes, 0.95);
    found.push({ value: Math.max(0, percentile(times, 0.95) - floor), floor, median: percentile(times, 0.5) });
  }
  found.sort((a, b) => a.value - b.value);
  const { value, floor, median } = found[Math.floor(rounds / 2)];
  const [low, high] = [found[0].value, found[rounds - 1].value].map((one) => one.toFixed(1));
  const note = `${low}–${high} in ${rounds} runs; less echo ${floor.toFixed(1)}; median ${median.toFixed(1)}`;
  row(`keystroke → ${kind === 'pull' ? 'diagnostics' : kind}, ${what}, p95`, value, 'ms', { budget, note });
}

async function typing() {
  for (const [name, budget] of [
    ['40-line', 3],
    ['560-line', 10],
  ]) {
    const site = { path: `${name}/Dockerfile`, text: texts[name] };
    await measure(`${name} Dockerfile`, budget, 'pull', site);
    await measure(`${name} Dockerfile`, 10, 'completion', site);
    await measure(`${name} Dockerfile`, 10, 'hover', site);
  }
}

/** Files below the scratch folder. @returns the folder. */
function written(name, files) {
  const at = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  }
  return at;
}

async function composeTyping() {
  const files = composeProjectOf(3, 50);
  const at = written('compose', files);
  const languageOf = (name) => (name.endsWith('Dockerfile') ? 'dockerfile' : 'dockercompose');
  for (const [path, kind] of [
    ['compose.yaml', 'pull'],
    ['compose.yaml', 'completion'],
    ['compose.prod.yaml', 'pull'],
  ]) {
    const others = Object.fromEntries(
      Object.entries(files)
        .filter(([name]) => name !== path && !name.endsWith('.json'))
        .map(([name, text]) => [name, { text, languageId: languageOf(name) }]),
    );
    const site = { at, path, text: files[path], languageId: 'dockercompose', others };
    await measure(`${path} of 50 services`, 10, kind, site);
  }
}

const workflowPath = '.github/workflows/ci.yml';
const brief = readFileSync(join(root, 'test/expected/workflows/ci-cd-pipeline.yml'), 'utf8');

async function workflowTyping() {
  const workflows = { '113-line': brief, '1,500-line': workflowOf(brief, 15) };
  for (const [name, budget] of [
    ['113-line', 6],
    ['1,500-line', 20],
  ]) {
    const text = workflows[name];
    const beside = { 'requirements.txt': 'pytest\n', Dockerfile: texts['40-line'] };
    const at = written(`workflow-${name}`, { ...beside, [workflowPath]: text });
    const site = { at, path: workflowPath, text, languageId: 'yaml' };
    await measure(`${name} workflow`, budget, 'pull', site);
    if (name === '113-line') await measure(`${name} workflow`, 10, 'completion', site);
  }
  await otherServer(
    'actions-languageserver',
    '@actions/languageserver/bin/actions-languageserver',
    (name) => ({
      uri: pathToFileURL(join(folder, `workflow-${name}`, workflowPath)).href,
      text: workflows[name],
      languageId: 'yaml',
    }),
    Object.keys(workflows),
  );
}

async function otherServers() {
  await otherServer(
    'docker-langserver',
    'dockerfile-language-server-nodejs/bin/docker-langserver',
    (name) => ({
      uri: pathToFileURL(join(folder, name, 'Dockerfile')).href,
      text: texts[name],
      languageId: 'dockerfile',
    }),
    Object.keys(texts),
  );
}

/** What typing costs with another server, which pushes what it finds. */
async function otherServer(program, path, siteOf, names) {
  const script = join(root, 'node_modules', path);
  for (const name of names) {
    const what = `  ${program}: keystroke → diagnostics, ${name}, p95`;
    if (!existsSync(script)) {
      row(what, undefined, 'ms', { note: 'not installed' });
      continue;
    }
    const { uri, text, languageId } = siteOf(name);
    const server = await startServer(script, { pulls: false });
    const { times } = await type(server, undefined, uri, text, questions.push, languageId);
    await server.stop();
    const note = `echo not subtracted; median ${percentile(times, 0.5).toFixed(1)}`;
    row(what, percentile(times, 0.95), 'ms', { note });
  }
}

/** Median time from spawn to the answer of `initialize`, of servers taken in turn. */
async function starts(scripts) {
  const times = scripts.map(() => []);
  for (let i = 0; i < 15; i++) {
    for (const [at, script] of scripts.entries()) {
      const server = await startServer(script);
      times[at].push(server.took);
      await server.stop();
    }
  }
  return times.map((list) => percentile(list, 0.5));
}

async function start() {
  const peer = join(root, 'node_modules/dockerfile-language-server-nodejs/bin/docker-langserver');
  const [ours, empty, other] = await starts([dist('server.js'), echo, ...(existsSync(peer) ? [peer] : [])]);
  row('spawn → initialize answered, above an empty server', Math.max(0, ours - empty), 'ms', {
    budget: 60,
    note: `${ours.toFixed(0)} less ${empty.toFixed(0)}; medians of 15`,
  });
  if (other !== undefined)
    row('  docker-langserver: spawn → initialize answered', other, 'ms', { note: 'median of 15' });
}

/** A repository's worth of Dockerfiles on the disk. */
function repository() {
  const files = repositoryOf(2, 250);
  return { at: written('repository', files), paths: Object.keys(files) };
}

async function memory(at, paths) {
  const server = await startServer(dist('server.js'), { folder: pathToFileURL(at).href });
  const uri = pathToFileURL(join(at, paths[0])).href;
  await type(server, undefined, uri, texts['560-line'], questions.pull);
  const idle = process.hrtime.bigint();
  const before = cpuTicks(server.child.pid);
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const seconds = Number(process.hrtime.bigint() - idle) / 1e9;
  const used = memoryOf(server.child.pid);
  row('server memory 10 s after the last of 600 edits', used, 'MB', {
    budget: 150,
    note: used === undefined ? 'this system does not tell' : '560-line Dockerfile open, 250-file repository',
  });
  const after = cpuTicks(server.child.pid);
  if (before !== undefined && after !== undefined) {
    row('server processor time while idle', ((after - before) * 10) / seconds, 'ms/s', { note: 'over those 10 s' });
  }
  await server.stop();
}

/** Hundredths of a second that a process has used; undefined where the system does not tell. */
function cpuTicks(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}

function timeOf(program, args, cwd) {
  const times = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    const { status, error } = spawnSync(program, args, { cwd, stdio: 'ignore' });
    if (error || status === null || status > 1) return undefined;
    times.push(performance.now() - started);
  }
  return percentile(times, 0.5);
}

function wholeTree({ at, paths }) {
  const ours = timeOf(process.execPath, [dist('cli.js'), 'check', '--fail-on', 'never', '.'], at);
  row('check of 250 Dockerfiles, cold', ours === undefined ? undefined : ours / 1000, 's', {
    budget: 3,
    note: ours === undefined ? 'failed' : `${(ours / paths.length).toFixed(1)} ms a file; median of 3`,
  });
  const hadolint = findHadolint();
  const what = '  hadolint: the same files';
  if (!hadolint) return row(what, undefined, 's', { note: 'not installed; set HADOLINT_PATH' });
  const peer = timeOf(hadolint, ['--no-fail', ...paths], at);
  const note = peer === undefined ? 'failed' : `${(peer / paths.length).toFixed(1)} ms a file; median of 3`;
  row(what, peer === undefined ? undefined : peer / 1000, 's', { note });
}

/** From the start of a server until it knows all files of a workspace, and how long it lets others wait meanwhile. */
async function indexing() {
  const count = 2000;
  const files = workspaceOf(4, count, brief);
  const at = written('workspace', files);
  const uri = pathToFileURL(join(at, 'Dockerfile')).href;
  const server = await startServer(dist('server.js'), { folder: pathToFileURL(at).href });
  const started = performance.now();
  const known = server.refreshed();
  const textDocument = { uri, languageId: 'dockerfile', version: 1, text: texts['40-line'] };
  await server.connection.sendNotification('textDocument/didOpen', { textDocument });
  let isKnown = false;
  known.then(() => (isKnown = true));
  const waits = [];
  while (!isKnown && performance.now() - started < 60_000) {
    const asked = performance.now();
    await server.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
    waits.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const took = (performance.now() - started) / 1000;
  row(`background index of ${count} files`, isKnown ? took : undefined, 's', {
    budget: 4,
    note: isKnown ? '' : 'no end in 60 s',
  });
  row('  longest wait for an answer meanwhile', percentile(waits, 0.99), 'ms', {
    note: `99 % of ${waits.length}; median ${percentile(waits, 0.5).toFixed(1)}, most ${Math.max(...waits).toFixed(1)}`,
  });
  const used = memoryOf(server.child.pid);
  row('  server memory then', used, 'MB', { budget: 150 });
  await server.stop();
}

function manyWorkflows() {
  const count = 200;
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`.github/workflows/w${i}.yml`, brief.replace('CI/CD', `Service ${i}`)]),
  );
  const at = written('workflows', files);
  const ours = timeOf(process.execPath, [dist('cli.js'), 'check', '--fail-on', 'never', '.'], at);
  row(`check of ${count} workflows, cold`, ours === undefined ? undefined : ours / 1000, 's', {
    budget: 2,
    note: ours === undefined ? 'failed' : `${(ours / count).toFixed(1)} ms a file; median of 3`,
  });
}

function findHadolint() {
  const name = process.platform === 'win32' ? 'hadolint.exe' : 'hadolint';
  const places = (process.env.PATH ?? '').split(delimiter).map((one) => join(one, name));
  return [process.env.HADOLINT_PATH, ...places].find((path) => path && existsSync(path));
}

function extension() {
  const report = join(root, 'test-results/editor.json');
  // Written by the tests in a real editor: the time of `activate()` there, in milliseconds.
  const activation = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).activation : undefined;
  const source = `${activation === undefined ? 'measured by' : 'from the last'} "npm run test:editor"`;
  row('extension activation', activation, 'ms', { budget: 50, note: source });
  const [vsix] = existsSync(dist('')) ? readdirSync(dist('')).filter((name) => name.endsWith('.vsix')) : [];
  // One that was packed before the last build says nothing of what is built now.
  const isCurrent = vsix && statSync(dist(vsix)).mtimeMs >= statSync(dist('server.js')).mtimeMs;
  const size = isCurrent ? statSync(dist(vsix)).size / 1_000_000 : undefined;
  row('VSIX', size, 'MB', { budget: 3, note: isCurrent ? vsix : 'made by "npm run package" after the build' });
  for (const name of ['server.js', 'extension.js', 'cli.js']) {
    if (existsSync(dist(name))) row(`  dist/${name}`, statSync(dist(name)).size / 1_000_000, 'MB');
  }
}

await typing();
await composeTyping();
await workflowTyping();
await otherServers();
await start();
const tree = repository();
await memory(tree.at, tree.paths);
wholeTree(tree);
manyWorkflows();
await indexing();
extension();
console.log(`\nload ${loadavg()[0].toFixed(1)} at the end; times on a busy machine are no measure`);
const json = process.argv.indexOf('--json');
if (json !== -1 && process.argv[json + 1]) {
  writeFileSync(process.argv[json + 1], `${JSON.stringify({ node: process.version, rows }, undefined, 2)}\n`);
}
process.exit(0);
