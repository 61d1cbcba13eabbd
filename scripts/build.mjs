// Builds everything that is shipped, or the bundles named: node scripts/build.mjs [name …]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, bundles } from './bundles.mjs';
import { generateIndexes } from './generate.mjs';
import { writeNotices } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
mkdirSync('dist', { recursive: true });
await generateIndexes();
const names = process.argv.slice(2);
const wanted = names.length > 0 ? names : Object.keys(bundles);
for (const name of wanted) if (!bundles[name]) throw new Error(`no such bundle: ${name}`);
const built = await Promise.all(
  wanted.filter((name) => existsSync(bundles[name].entryPoints[0])).map((name) => bundle(name, { metafile: true })),
);
if (names.length === 0) {
  writeNotices(
    built.map((result) => result.metafile),
    root,
  );
  // The library's types, for those who import it.
  const args = ['-p', 'tsconfig.types.json'];
  const { status } = spawnSync(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
