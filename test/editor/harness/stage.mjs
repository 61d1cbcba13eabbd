// Lays out the extension as it will be installed, from the working tree.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What an installed extension consists of; see also `.vscodeignore`. */
const parts = ['package.nls.json', 'l10n', 'snippets', 'client/media', 'LICENSE', 'README.md'];

/**
 * @param {string} folder
 * @param {'desktop' | 'web' | 'installed'} entry `desktop` and `web` leave the other entry out, so that there is no doubt
 *   which one is tested
 */
export async function stageExtension(folder, entry) {
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  delete manifest.devDependencies;
  if (entry === 'desktop') delete manifest.browser;
  if (entry === 'web') {
    delete manifest.main;
    manifest.extensionKind = ['web'];
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await cp(env.EXTENSION_DIST ?? join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const part of parts) {
    await cp(join(root, part), join(folder, part), { recursive: true }).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  return { id: `${manifest.publisher}.${manifest.name}`, folder };
}

/** Puts the extension where an editor keeps those that are installed. */
export async function installStaged(extensions) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await stageExtension(join(extensions, `platform-builder.platform-builder-${version}`), 'installed');
}
