// Collects the texts of the client into l10n/bundle.l10n.json, which translators start from: node scripts/l10n.mjs
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const call = /\bl10n\.t\(\s*(['"])((?:\\.|(?!\1).)*)\1/g;

/** @returns {Promise<Record<string, string>>} each text under itself, in order */
export async function bundleOf(folder) {
  const texts = new Set();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const source = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [, , text] of source.matchAll(call)) texts.add(text.replace(/\\(.)/g, '$1'));
  }
  return Object.fromEntries([...texts].sort().map((text) => [text, text]));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await mkdir(join(root, 'l10n'), { recursive: true });
  const bundle = await bundleOf(join(root, 'client/src'));
  await writeFile(join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(bundle, undefined, 2)}\n`);
}
