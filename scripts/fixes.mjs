// Applies each fix of each finding, over all cases with known answers and the Dockerfiles of given folders:
//   npm run fixes [folder …]
// The finding must be gone, and no error may be new. Twice equals once, then, as the fix is no longer offered.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { checkFiles } = await import(pathToFileURL(join(root, 'dist/index.mjs')).href);

function* cases() {
  const known = join(root, '../shared/conformance/dockerfile.jsonl');
  if (existsSync(known)) {
    for (const line of readFileSync(known, 'utf8').split('\n')) {
      if (line === '') continue;
      const { id, files, main } = JSON.parse(line);
      yield { name: id, files, main };
    }
  }
  for (const folder of [join(root, 'examples'), ...process.argv.slice(2).map((path) => resolve(path))]) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, entry);
      if (!/(?:^|[/\\.])Dockerfile(?:\.[\w-]+)?$/i.test(entry) || !statSync(path).isFile()) continue;
      yield { name: path, files: { Dockerfile: readFileSync(path, 'utf8') }, main: 'Dockerfile' };
    }
  }
}

function apply(files, edits) {
  const changed = { ...files };
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    const text = changed[path] ?? '';
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) starts.push(i + 1);
    }
    const offset = ({ line, character }) => (starts[line] ?? text.length) + character;
    const parts = own
      .map(({ range, newText }, order) => ({ from: offset(range.start), to: offset(range.end), newText, order }))
      .sort((a, b) => b.from - a.from || b.order - a.order);
    changed[path] = parts.reduce((done, { from, to, newText }) => done.slice(0, from) + newText + done.slice(to), text);
  }
  return changed;
}

const check = async (files, main) => {
  const result = await checkFiles(files, { profile: 'all' });
  return result.files.find((file) => file.path === main)?.diagnostics ?? [];
};
const count = (diagnostics, { rule, message }) =>
  diagnostics.filter((one) => one.rule === rule && one.message === message).length;
// A program that is not there shows only when its instruction is one that can be read.
const errors = (diagnostics) =>
  diagnostics.filter((one) => one.severity === 'error' && one.rule !== 'dockerfile/missing-program').length;

let fixes = 0;
let bad = 0;
for (const { name, files, main } of cases()) {
  const before = await check(files, main);
  for (const finding of before) {
    for (const fix of finding.fixes) {
      fixes++;
      const after = await check(apply(files, fix.edits), main);
      const what = [
        count(after, finding) >= count(before, finding) && 'the finding stays',
        errors(after) > errors(before) && 'an error is new',
      ].filter(Boolean);
      if (what.length === 0) continue;
      bad++;
      console.log(
        `${name}: ${finding.rule} at line ${finding.range.start.line + 1}, "${fix.title}": ${what.join(', ')}`,
      );
    }
  }
}
console.log(`\n${fixes} fixes applied one at a time, ${bad} of them with a problem`);
process.exit(bad > 0 ? 1 : 0);
