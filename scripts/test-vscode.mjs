// npm run test:vscode: the suites of the extension host in a desktop VS Code, which @vscode/test-electron downloads.
// VSCODE_PATH names one that is installed; VSCODE_VERSION asks for another than the newest.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, exit } from 'node:process';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { buildSuite } from '../test/editor/harness/host.mjs';
import { root, stageExtension } from '../test/editor/harness/stage.mjs';

const folder = await mkdtemp(join(tmpdir(), 'pb-vscode-'));
let code = 0;
try {
  const vscodeExecutablePath = await executable();
  if (vscodeExecutablePath) await run(vscodeExecutablePath);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  code = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
}
exit(code);

async function executable() {
  if (env.VSCODE_PATH) return env.VSCODE_PATH;
  try {
    return await downloadAndUnzipVSCode({
      version: env.VSCODE_VERSION ?? 'stable',
      cachePath: join(root, '.cache', 'vscode'),
    });
  } catch (error) {
    console.log(`skipped: VS Code cannot be downloaded (${error.message}); name an installed one in VSCODE_PATH`);
    return undefined;
  }
}

async function run(vscodeExecutablePath) {
  const extension = join(folder, 'extension');
  const workspace = join(folder, 'workspace');
  await stageExtension(extension, 'desktop');
  await cp(join(root, 'test/editor/workspace'), workspace, { recursive: true });
  const suite = join(extension, 'test', 'index.js');
  await buildSuite('desktop.ts', suite, 'node');
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    launchArgs: [
      workspace,
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder, 'user')}`,
      `--extensions-dir=${join(folder, 'extensions')}`,
    ],
  });
}
