// Builds and packs the extension as dist/platform-builder-<version>.vsix, and refuses one that has grown too large.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { tellOn } from './setup/editor.mjs';
import { installVsce } from './setup/vsce.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const largest = 3 * 1024 * 1024;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = join(root, 'dist', `platform-builder-${version}.vsix`);

run(join(root, 'scripts/build.mjs'), []);
mkdirSync(join(root, 'dist'), { recursive: true });
const vsce = await installVsce(tellOn(stderr));
// Everything is bundled, so no dependency is packed; and links of the README stay as they are until there is a repository.
run(vsce, ['package', '--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', file]);

if (!existsSync(file)) fail('nothing was packed');
const { size } = statSync(file);
console.log(`${(size / 1024 / 1024).toFixed(2)} MB of at most ${largest / 1024 / 1024} MB`);
if (size > largest) fail('the package is too large');

function run(script, args) {
  const { status } = spawnSync(execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) exit(status ?? 1);
}

function fail(reason) {
  console.error(reason);
  exit(1);
}
