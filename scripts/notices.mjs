// Writes THIRD-PARTY-NOTICES: the licence of every package that went into a bundle.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param {readonly import('esbuild').Metafile[]} metafiles @param {string} root */
export function writeNotices(metafiles, root) {
  const packages = new Map();
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const found = packageOf(join(root, path));
      if (found) packages.set(`${found.name} ${found.version}`, found);
    }
  }
  const parts = [...packages.keys()].sort().map((title) => {
    const { license, homepage, text } = packages.get(title);
    return [title, `Licence: ${license}`, ...(homepage ? [homepage] : []), '', text.trim()].join('\n');
  });
  const head = 'Platform Builder contains the following packages.';
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

/** Packages that come as one file with others inside, of which they tell in a file of their own. */
const inside = {
  // Of its core and its printer of YAML, which are all that we ship.
  prettier: [
    '@babel/code-frame',
    '@babel/helper-validator-identifier',
    'ansi-regex',
    'diff',
    'emoji-regex',
    'escape-string-regexp',
    'get-east-asian-width',
    'js-tokens',
    'leven',
    'picocolors',
    'strip-ansi',
    'vnopts',
    'yaml',
    'yaml-unist-parser',
  ],
};

function insideOf(name, folder) {
  if (!inside[name]) return [];
  const parts = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8').split(/^-{20,}$/m);
  return inside[name].map((one) => {
    const part = parts.find((text) => text.includes(`\n## ${one}@`));
    if (!part) throw new Error(`${name} tells nothing of the licence of ${one}`);
    return part.trim();
  });
}

const cache = new Map();

/** The package that a file belongs to; undefined for our own files. */
function packageOf(path) {
  if (!path.includes('node_modules')) return undefined;
  for (let at = dirname(path); at.includes('node_modules'); at = dirname(at)) {
    if (cache.has(at)) return cache.get(at);
    const manifest = join(at, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version, license, homepage } = JSON.parse(readFileSync(manifest, 'utf8'));
    // Folders inside of a package may have a manifest of their own, which only says how its files are read.
    if (!name || !version) continue;
    const file = readdirSync(at).find((entry) => /^(?:licen[sc]e|copying)/i.test(entry));
    if (!license || !file) throw new Error(`${name} ${version} has no licence: it cannot be shipped`);
    const text = [readFileSync(join(at, file), 'utf8'), ...insideOf(name, at)].join('\n\n');
    const found = { name, version, license, homepage, text };
    cache.set(at, found);
    return found;
  }
  return undefined;
}
