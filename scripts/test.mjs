// npm test: all that a change must pass, the cheap checks first. `--full` tries many more random texts and runs the oracles.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const full = process.argv.includes('--full');
const results = join(root, 'test-results');
// Tools are started through their own script, which needs no shell on any system.
const tools = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
};
const tool = (name) => join(root, 'node_modules', tools[name]);
const counts = { passed: 0, failed: 0, skipped: 0 };

mkdirSync(results, { recursive: true });

function step(title, script, args, env = {}) {
  const started = Date.now();
  console.log(`\n== ${title}`);
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** Runs vitest and counts its tests from its own report. */
function unitTests() {
  const report = join(results, 'unit.json');
  rmSync(report, { force: true });
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const ok = step('tests', tool('vitest'), args, full ? { PROPERTY_RUNS: '5000', WORKSPACE_STEPS: '10000' } : {});
  addCounts(report, (data) => ({
    passed: data.numPassedTests,
    failed: data.numFailedTests,
    skipped: data.numPendingTests,
  }));
  return ok;
}

function addCounts(report, read) {
  if (!existsSync(report)) return;
  for (const [name, count] of Object.entries(read(JSON.parse(readFileSync(report, 'utf8'))))) counts[name] += count;
}

function editorTests() {
  const report = join(results, 'editor.json');
  rmSync(report, { force: true });
  const ok = step('tests in a real editor', 'scripts/test-editor.mjs', []);
  addCounts(report, ({ passed, failed, skipped }) => ({ passed, failed, skipped }));
  return ok;
}

const steps = [
  () => step('build', 'scripts/build.mjs', []),
  () => step('types', tool('tsc'), ['--noEmit']),
  () => step('style', tool('biome'), ['check', '.']),
  () => step('generated files', 'scripts/generate.mjs', ['--check']),
  unitTests,
  editorTests,
  ...(full ? [() => step('oracles', 'scripts/oracle.mjs', [])] : []),
];
// All steps run even after a failure, so that one run tells everything; only a broken build makes the rest pointless.
let ok = true;
for (const [i, run] of steps.entries()) {
  const passed = run();
  ok &&= passed;
  if (!passed && i === 0) break;
}
if (!ok && counts.failed === 0) counts.failed = 1;
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(ok ? 0 : 1);
