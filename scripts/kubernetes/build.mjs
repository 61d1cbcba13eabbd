// Makes the schemas of Kubernetes: dist/kubernetes/tables.js, which the bundles hold, and dist/kubernetes/<chunk>.json with
// the texts for people, which are read when one is asked for; dist/kubernetes/sources tells the packages that they are from.
// Nothing is done where they are there already.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { packageIn } from '../notices.mjs';
import { cacheFolder, npm, tellOn, textOf } from '../setup/editor.mjs';
import { encode } from './encode.mjs';
import { modelOf } from './model.mjs';
import { readPackages } from './read.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../dist/kubernetes', import.meta.url));
const manifest = join(here, 'package.json');
const lock = join(here, 'package-lock.json');

let made;

/** Makes the tables unless they are there; for all callers of this process once. */
export function makeKubernetesTables() {
  made ??= make();
  return made;
}

/** For vitest. */
export const setup = makeKubernetesTables;

async function make() {
  const inputs = (await readdir(here)).filter((name) => name.endsWith('.mjs'));
  const key = await hashOf([lock, join(here, 'data/facts.json'), ...inputs.sort().map((name) => join(here, name))]);
  if ((await textOf(join(target, 'made'))) === key) return;
  const modules = await installed();
  const ts = createRequire(join(modules, '..', 'package.json'))('typescript');
  const { dependencies } = JSON.parse(await readFile(manifest, 'utf8'));
  const packages = Object.keys(dependencies).filter((name) => name.includes('kubernetes-models'));
  const facts = JSON.parse(await readFile(join(here, 'data/facts.json'), 'utf8'));
  const { tables, texts } = encode(modelOf(readPackages(ts, modules, packages), facts));
  await mkdir(target, { recursive: true });
  const exported = Object.entries({ ...tables, releases: { first: facts.first, last: facts.last } });
  // A text that is parsed on first use costs less to load than objects written out.
  const parts = exported.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `export const ${name} = ${JSON.stringify(text)};\n`;
  });
  for (const [chunk, text] of texts) await write(`${chunk}.json`, text);
  const sources = packages.map((name) => packageIn(join(modules, name)));
  await write('sources', JSON.stringify([...sources, textsSource(modules, facts.last)]));
  await write('tables.js', `// Made by scripts/kubernetes/build.mjs.\n${parts.join('')}`);
  await write('made', key);
}

/** The packages only pass the texts on; the projects that wrote them have the same licence as TypeScript. */
function textsSource(modules, release) {
  const { license, text } = packageIn(join(modules, 'typescript'));
  return {
    name: 'Descriptions of the fields of Kubernetes and of custom resources, by the projects that they belong to',
    version: `1.${release}`,
    license,
    homepage: 'https://github.com/kubernetes/kubernetes',
    text,
  };
}

/** Others may be reading the file that this replaces. */
async function write(name, text) {
  const file = join(target, name);
  const building = `${file}.${process.pid}`;
  await writeFile(building, text);
  await rename(building, file);
}

async function hashOf(files) {
  const hash = createHash('sha256');
  // The same text whatever the line endings of the checkout.
  for (const file of files) hash.update((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'));
  return hash.digest('hex');
}

/** @returns {Promise<string>} the folder with the packages, installed into the cache once for each set of versions */
async function installed() {
  const folder = cacheFolder('kubernetes-packages', (await hashOf([lock])).slice(0, 16));
  const done = join(folder, 'installed');
  if ((await textOf(done)) === undefined) {
    const tell = tellOn(stderr);
    const building = `${folder}.${process.pid}`;
    await mkdir(building, { recursive: true });
    try {
      for (const file of ['package.json', 'package-lock.json']) await copyFile(join(here, file), join(building, file));
      tell(`Installing the packages that the schemas of Kubernetes are made from into ${folder}, once.`);
      await npm(building, ['ci'], 'the packages', tell);
      await writeFile(join(building, 'installed'), '');
      await rm(folder, { recursive: true, force: true });
      await rename(building, folder);
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  return join(folder, 'node_modules');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeKubernetesTables();
