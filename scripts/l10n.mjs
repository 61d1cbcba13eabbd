// The texts of the client, which translators start from.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

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
