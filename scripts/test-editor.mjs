// Tests of the extension in a real VS Code: node scripts/test-editor.mjs [manifest | desktop | web | flows | trust | coexistence | restricted …]
// Pictures of what was seen are left in test-results/editor, and the counts and the time of activation in
// test-results/editor.json.
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, exit, stderr } from 'node:process';
import { assertQuiet, flows, flowsOfTrust } from '../test/editor/flows/flows.mjs';
import { findChromium, launchBrowser, newPage, openFolder } from '../test/editor/harness/browser.mjs';
import { buildSuite, runInHost } from '../test/editor/harness/host.mjs';
import { installStaged, root, stageExtension } from '../test/editor/harness/stage.mjs';
import { checks } from '../test/editor/manifest/manifest.mjs';
import { EditorUnavailable, installEditor, tellOn } from './setup/editor.mjs';
import { runEditor } from './setup/run-editor.mjs';

const results = join(root, 'test-results', 'editor');
const counts = { passed: 0, failed: 0, skipped: 0 };
/** Of the first host, in milliseconds. */
let activation;

/** Each part runs in an editor of its own, with fresh settings and a fresh copy of the workspace. */
const parts = {
  manifest: checkManifest,
  desktop: (context) => inHost(context, { suite: 'desktop', host: 'desktop', trust: 'given' }),
  web: (context) => inHost(context, { suite: 'web', host: 'web', trust: 'given' }),
  coexistence: (context) => inHost(context, { suite: 'coexistence', host: 'desktop', trust: 'given', beside: 'stubs' }),
  restricted: (context) => inHost(context, { suite: 'restricted', host: 'desktop', trust: 'asked' }),
  flows: (context) => asUser(context, { flows, trust: 'given' }),
  trust: (context) => asUser(context, { flows: flowsOfTrust, trust: 'asked' }),
};

const failed = [];
const names = argv.length > 2 ? argv.slice(2) : Object.keys(parts);
const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  exit(2);
}
await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

if (names.includes('manifest') && !(await checkManifest())) failed.push('manifest');

const executable = await findChromium();
if (!executable) await skip('no Chromium found; name one in CHROMIUM_PATH');
let editor;
try {
  editor = await installEditor(tellOn(stderr));
} catch (error) {
  if (!(error instanceof EditorUnavailable)) throw error;
  await skip(error.message);
}

const browser = await launchBrowser(executable);
try {
  for (const name of names.filter((each) => each !== 'manifest')) {
    console.log(name);
    const began = Date.now();
    if (!(await inFreshFolder(name, parts[name]))) failed.push(name);
    console.log(`  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
}
await writeCounts();
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  exit(1);
}

/** These need no editor, so they also run where there is none. */
async function checkManifest() {
  let ok = true;
  console.log('manifest');
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      tell(`  ✓ ${name}`);
    } catch (error) {
      tell(`  ✗ ${name}\n${error.message}`);
      ok = false;
    }
  }
  return ok;
}

async function inFreshFolder(name, run) {
  const folder = await mkdtemp(join(tmpdir(), `platform-builder-${name}-`));
  try {
    return await run({ name, folder, workspace: await freshWorkspace(folder) });
  } catch (error) {
    console.error(error);
    counts.failed++;
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function freshWorkspace(folder) {
  const workspace = join(folder, 'workspace');
  await rm(workspace, { recursive: true, force: true });
  await cp(join(root, 'test/editor/workspace'), workspace, { recursive: true });
  return workspace;
}

/** Ways out of the workspace, which nothing may take. */
async function addLinks(folder, workspace) {
  await writeFile(join(folder, 'outside.txt'), 'outside\n');
  await symlink(folder, join(workspace, 'link'));
  await symlink(join(folder, 'outside.txt'), join(workspace, 'link-to-file'));
}

async function inHost({ name, folder, workspace }, { suite, host, trust, beside }) {
  await addLinks(folder, workspace);
  const extension = join(folder, 'extension');
  await stageExtension(extension, host);
  // Inside the extension's folder: by that the editor knows which extension host is meant.
  const bundle = join(extension, 'test', 'index.js');
  await buildSuite(`${suite}.ts`, bundle, host === 'web' ? 'browser' : 'node');
  if (beside) await installStandIns(join(folder, 'editor', 'extensions'));
  const settings = { 'security.workspace.trust.startupPrompt': 'never' };
  const server = await runEditor(editor, { folder: join(folder, 'editor'), trust, settings });
  try {
    return await runInHost({
      browser,
      origin: server.origin,
      port: server.port,
      workspace,
      extension,
      suite: bundle.replace(/\.js$/, ''),
      host,
      tell,
      picture: join(results, `${name}-failed.png`),
    });
  } finally {
    await server.stop();
  }
}

async function asUser({ folder }, { flows, trust }) {
  const profile = join(folder, 'editor');
  await installStaged(join(profile, 'extensions'));
  const settings = { 'security.workspace.trust.startupPrompt': 'never' };
  const server = await runEditor(editor, { folder: profile, trust, settings });
  let ok = true;
  try {
    for (const [name, flow] of Object.entries(flows)) {
      if (env.FLOW && !name.includes(env.FLOW)) continue;
      const workspace = await freshWorkspace(folder);
      ok = (await oneFlow(name, flow, { origin: server.origin, workspace })) && ok;
    }
  } finally {
    await server.stop();
  }
  return ok;
}

async function oneFlow(name, flow, { origin, workspace }) {
  const page = await newPage(browser);
  const picture = (what) => join(results, `${what}.png`);
  const began = Date.now();
  try {
    await openFolder(page, origin, workspace);
    await flow({ page, workspace, shot: async (what) => void (await page.screenshot({ path: picture(what) })) });
    await assertQuiet(page);
    tell(`  ✓ ${name} (${Date.now() - began} ms)`);
    return true;
  } catch (error) {
    await page.screenshot({ path: picture(`${name.replace(/\W+/g, '-')}-failed`) }).catch(() => undefined);
    tell(`  ✗ ${name}\n${error.stack}`);
    return false;
  } finally {
    await page.context().close();
  }
}

async function installStandIns(extensions) {
  const stubs = join(root, 'test/editor/stubs');
  for (const name of await readdir(stubs)) {
    await cp(join(stubs, name), join(extensions, `${name}-0.0.1`), { recursive: true });
  }
}

function tell(line) {
  if (line.startsWith('  ✓')) counts.passed++;
  if (line.startsWith('  ✗')) counts.failed++;
  if (line.startsWith('  -')) counts.skipped++;
  const took = /activate\(\) took ([\d.]+) ms/.exec(line)?.[1];
  if (took !== undefined) activation ??= Number(took);
  console.log(line);
}

async function writeCounts() {
  await mkdir(join(root, 'test-results'), { recursive: true });
  await writeFile(join(root, 'test-results', 'editor.json'), `${JSON.stringify({ ...counts, activation })}\n`);
}

async function skip(reason) {
  console.log(`skipped: ${reason}`);
  counts.skipped++;
  await writeCounts();
  exit(failed.length > 0 ? 1 : 0);
}
