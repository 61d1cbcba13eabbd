// Builds everything that is shipped, or the bundles named: node scripts/build.mjs [name …]
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, bundles } from './bundles.mjs';
import { generateIndexes } from './generate.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
mkdirSync('dist', { recursive: true });
await generateIndexes();
const names = process.argv.slice(2);
const wanted = names.length > 0 ? names : Object.keys(bundles);
await Promise.all(wanted.filter((name) => existsSync(bundles[name].entryPoints[0])).map((name) => bundle(name)));
