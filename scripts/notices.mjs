// Writes THIRD-PARTY-NOTICES: the licence of every package that went into a bundle.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param {readonly import('esbuild').Metafile[]} metafiles @param {string} root */
export function writeNotices(metafiles, root) {
  const packages = new Map();
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      for (const found of packagesOf(join(root, path))) packages.set(`${found.name} ${found.version}`, found);
    }
  }
  // Packages of one project come with the same text.
  const byText = new Map();
  for (const title of [...packages.keys()].sort()) {
    const text = packages.get(title).text.trim();
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const parts = [...byText].map(([text, titles]) => {
    const heads = titles.flatMap((title) => {
      const { license, homepage } = packages.get(title);
      return [title, `Licence: ${license}`, ...(homepage ? [homepage] : [])];
    });
    return [...heads, '', text].join('\n');
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

/** The packages that a file is from, or was made from; none for our own files. */
function packagesOf(path) {
  const sources = join(dirname(path), 'sources');
  if (/[\\/]dist[\\/]/.test(path) && existsSync(sources)) return JSON.parse(readFileSync(sources, 'utf8'));
  const found = packageOf(path);
  return found ? [found] : [];
}

/** The package that a file belongs to; undefined for our own files. */
function packageOf(path) {
  if (!path.includes('node_modules')) return undefined;
  for (let at = dirname(path); at.includes('node_modules'); at = dirname(at)) {
    if (cache.has(at)) return cache.get(at);
    const manifest = join(at, 'package.json');
    if (!existsSync(manifest)) continue;
    const found = packageIn(at);
    // Folders inside of a package may have a manifest of their own, which only says how its files are read.
    if (!found) continue;
    cache.set(at, found);
    return found;
  }
  return undefined;
}

/** What a package in a folder says of itself and its licence; undefined where the folder is none. */
export function packageIn(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!name || !version) return undefined;
  const file = readdirSync(folder).find((entry) => /^(?:licen[sc]e|copying)/i.test(entry));
  if (!license || !file) throw new Error(`${name} ${version} has no licence: it cannot be shipped`);
  const text = [readFileSync(join(folder, file), 'utf8'), ...insideOf(name, folder)].join('\n\n');
  return { name, version, license, homepage, text };
}
