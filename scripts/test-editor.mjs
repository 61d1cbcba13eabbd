// Tests of the extension in a real VS Code: node scripts/test-editor.mjs [desktop | web | flows | coexistence | restricted …]
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stderr } from 'node:process';
import { findChromium, launchBrowser } from '../test/editor/harness/browser.mjs';
import { buildSuite, runInHost } from '../test/editor/harness/host.mjs';
import { root, stageExtension } from '../test/editor/harness/stage.mjs';
import { EditorUnavailable, installEditor, tellOn } from './setup/editor.mjs';
import { runEditor } from './setup/run-editor.mjs';

const results = join(root, 'test-results', 'editor');

/** Each part runs in an editor of its own, with fresh settings and a fresh copy of the workspace. */
const parts = {
  desktop: (context) => inHost(context, { suite: 'desktop', host: 'desktop', trust: 'given' }),
  web: (context) => inHost(context, { suite: 'web', host: 'web', trust: 'given' }),
};

const executable = await findChromium();
if (!executable) skip('no Chromium found; name one in CHROMIUM_PATH');
let editor;
try {
  editor = await installEditor(tellOn(stderr));
} catch (error) {
  if (!(error instanceof EditorUnavailable)) throw error;
  skip(error.message);
}

const names = argv.length > 2 ? argv.slice(2) : Object.keys(parts);
await mkdir(results, { recursive: true });
const browser = await launchBrowser(executable);
const failed = [];
try {
  for (const name of names) {
    console.log(name);
    const began = Date.now();
    if (!(await inFreshFolder(name, parts[name]))) failed.push(name);
    console.log(`  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  exit(1);
}

async function inFreshFolder(name, run) {
  const folder = await mkdtemp(join(tmpdir(), `platform-builder-${name}-`));
  try {
    const workspace = join(folder, 'workspace');
    await cp(join(root, 'test/editor/workspace'), workspace, { recursive: true });
    // Ways out of the workspace, which nothing may take.
    await writeFile(join(folder, 'outside.txt'), 'outside\n');
    await symlink(folder, join(workspace, 'link'));
    await symlink(join(folder, 'outside.txt'), join(workspace, 'link-to-file'));
    return await run({ name, folder, workspace });
  } catch (error) {
    console.error(error);
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function inHost({ name, folder, workspace }, { suite, host, trust }) {
  const extension = join(folder, 'extension');
  await stageExtension(extension, host);
  // Inside the extension's folder: by that the editor knows which extension host is meant.
  const bundle = join(extension, 'test', 'index.js');
  await buildSuite(`${suite}.ts`, bundle, host === 'web' ? 'browser' : 'node');
  const server = await runEditor(editor, { folder: join(folder, 'editor'), trust });
  try {
    return await runInHost({
      browser,
      origin: server.origin,
      port: server.port,
      workspace,
      extension,
      suite: bundle.replace(/\.js$/, ''),
      host,
      tell: (line) => console.log(line),
      picture: join(results, `${name}-failed.png`),
    });
  } finally {
    await server.stop();
  }
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  exit(0);
}
