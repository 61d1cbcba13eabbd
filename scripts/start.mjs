// npm start [folder]: opens a VS Code with the extension from this checkout, and a sample workspace unless a folder is named.
// It is the `code` on the PATH if there is one, else the editor of scripts/setup/editor.mjs in the browser. Both run with a
// profile of their own that is gone afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv, env, execPath, exit, platform, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installStaged } from '../test/editor/harness/stage.mjs';
import { EditorUnavailable, installEditor, tellOn } from './setup/editor.mjs';
import { runEditor } from './setup/run-editor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldestEditor = [1, 105];

const named = argv[2];
if (named !== undefined && !(existsSync(named) && statSync(named).isDirectory())) {
  console.error(`There is no folder ${named}.`);
  exit(2);
}

const own = await mkdtemp(join(tmpdir(), 'platform-builder-'));
const cleanUps = [() => rm(own, { recursive: true, force: true, maxRetries: 5 })];
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => finish(0));

try {
  build();
  const workspace = named === undefined ? await sampleWorkspace() : resolve(named);
  if (hasCode()) await openCode(workspace);
  else await openBrowserEditor(workspace);
} catch (error) {
  console.error(error instanceof EditorUnavailable ? `No VS Code to open: ${error.message}.` : error);
  if (error instanceof EditorUnavailable) console.error('With `code` on the PATH, npm start opens that one.');
  await finish(1);
}

function build() {
  const { status } = spawnSync(execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the build failed');
}

/** A copy, so that fixes may be tried without a change in the checkout. */
async function sampleWorkspace() {
  const workspace = join(own, 'examples');
  await cp(join(root, 'examples'), workspace, { recursive: true });
  return workspace;
}

function hasCode() {
  // Inside the terminal of an editor on another machine, `code` only talks to that editor and loads no extension from here.
  if (env.VSCODE_IPC_HOOK_CLI) return false;
  const { status, stdout } = run(['--version']);
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(stdout ?? '') ?? [];
  if (status !== 0 || major === undefined) return false;
  const fits = Number(major) > oldestEditor[0] || Number(minor) >= oldestEditor[1];
  if (!fits) console.log(`The code on the PATH is ${major}.${minor}; the extension needs ${oldestEditor.join('.')}.`);
  return fits;
}

function run(args) {
  // On Windows `code` is a command file, which only a shell can start.
  return spawnSync('code', args, { encoding: 'utf8', shell: platform === 'win32', timeout: 20_000 });
}

async function openCode(workspace) {
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${join(own, 'user')}`,
    `--extensions-dir=${join(own, 'extensions')}`,
    '--disable-workspace-trust',
    '--new-window',
    '--wait',
    workspace,
  ];
  const windows = platform === 'win32';
  console.log(`Opening VS Code on ${workspace}. Close its window, or press Ctrl+C here, to end.`);
  const child = spawn('code', windows ? args.map((arg) => `"${arg}"`) : args, { stdio: 'inherit', shell: windows });
  cleanUps.unshift(async () => void child.kill());
  await new Promise((done, fail) => child.on('error', fail).on('exit', done));
  await finish(0);
}

async function openBrowserEditor(workspace) {
  const editor = await installEditor(tellOn(stderr));
  const profile = join(own, 'editor');
  await mkdir(join(profile, 'extensions'), { recursive: true });
  await installStaged(join(profile, 'extensions'));
  const server = await runEditor(editor, { folder: profile, trust: 'given' });
  cleanUps.unshift(server.stop);
  const address = `${server.origin}/?folder=${encodeURI(workspace)}`;
  console.log(`\nVS Code with Platform Builder is at\n\n  ${address}\n`);
  if (named === undefined)
    console.log(
      'Open python-fastapi/Dockerfile and shop/compose.yaml first. The files are copies: change what you like.',
    );
  console.log('Press Ctrl+C to end.');
  openInBrowser(address);
  await new Promise(() => {});
}

function openInBrowser(address) {
  if (env.CI || env.NO_BROWSER) return;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const child = spawn(platform === 'darwin' ? 'open' : 'xdg-open', [address], { stdio: 'ignore', detached: true });
  // The address was printed, so nothing is lost where no browser can be started.
  child.on('error', () => {});
  child.unref();
}

async function finish(code) {
  if (ending) return;
  ending = true;
  for (const cleanUp of cleanUps) await cleanUp().catch(() => {});
  exit(code);
}
