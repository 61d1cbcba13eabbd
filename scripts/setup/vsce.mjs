// The packer of VS Code extensions in a cache folder outside the checkout: few people need it, and it has 200 dependencies.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, npm, textOf } from './editor.mjs';

/** The last line that runs on Node 20. */
const version = '3.9.2';

/** @returns {Promise<string>} the script to run */
export async function installVsce(tell = () => {}) {
  const folder = cacheFolder('vsce', version);
  const done = join(folder, 'installed');
  if ((await textOf(done)) !== version) {
    const building = `${folder}.${process.pid}`;
    await mkdir(building, { recursive: true });
    try {
      await writeFile(join(building, 'package.json'), '{"private":true}\n');
      tell(`Installing @vscode/vsce ${version} into ${folder}, once.`);
      await npm(building, ['install', '--save-exact', `@vscode/vsce@${version}`], 'the packer', tell);
      await writeFile(join(building, 'installed'), version);
      await rm(folder, { recursive: true, force: true });
      await rename(building, folder);
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  return join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
}
