// Runs the editor that editor.mjs installed: on this machine only, with all its state in one throw-away folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { env, kill, platform } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
};

/**
 * Starts the editor and waits until it answers.
 * @param {{ node: string, entry: string }} editor
 * @param {{ folder: string, settings?: Record<string, unknown>, trust: 'asked' | 'given' }} how
 *   `folder` takes the profile (`user`), the extensions (`extensions`) and the log
 * @returns {Promise<{ origin: string, port: number, log: string, stop: () => Promise<void> }>}
 */
export async function runEditor(editor, how) {
  const user = join(how.folder, 'user');
  const extensions = join(how.folder, 'extensions');
  const log = join(how.folder, 'editor.log');
  await mkdir(join(user, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  const settings = { ...quietSettings, ...how.settings };
  await writeFile(join(user, 'User', 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
  // Without a configuration file of its own it writes one into the home folder.
  await writeFile(join(how.folder, 'config.yaml'), 'auth: none\n');
  const port = await freePort();
  const args = [
    ['--config', join(how.folder, 'config.yaml')],
    ['--auth', 'none'],
    ['--bind-addr', `127.0.0.1:${port}`],
    ['--user-data-dir', user],
    ['--extensions-dir', extensions],
    ['--disable-telemetry'],
    ['--disable-update-check'],
    ['--disable-getting-started-override'],
    how.trust === 'given' ? ['--disable-workspace-trust'] : [],
  ].flat();
  const output = createWriteStream(log);
  const child = spawn(editor.node, [editor.entry, ...args], {
    env: ownEnvironment(editor),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: platform !== 'win32',
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ended = once(child, 'exit').catch(() => undefined);
  const stop = async () => {
    end(child, 'SIGTERM');
    await Promise.race([ended, wait(3000, undefined, { ref: false })]);
    end(child, 'SIGKILL');
    output.end();
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answering(`${origin}/healthz`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}; its log is ${log}`);
  }
  return { origin, port, log, stop };
}

function ownEnvironment(editor) {
  // Inside another editor's terminal, these would make ours talk to that one.
  const own = Object.fromEntries(
    Object.entries(env).filter(([key]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(key)),
  );
  return { ...own, PATH: `${dirname(editor.node)}:${env.PATH ?? ''}` };
}

/** The editor starts processes of its own; in a process group they all end together. */
function end(child, signal) {
  if (child.pid === undefined) return;
  try {
    kill(platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It is gone already.
  }
}

async function answering(url, child) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the editor ended with ${child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await wait(100);
  }
  throw new Error('the editor does not answer');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
