// Compares us with BuildKit's own checks over every Dockerfile that we have: npm run oracle [folder …]
// Needs Go; builds its program once into the cache. A folder adds its Dockerfiles to our own examples.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { importSources } from './bundles.mjs';
import { compareReading } from './oracle/reading.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'scripts/oracle/buildkit');
const version = /moby\/buildkit (v[\d.]+)/.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1] ?? 'unknown';
// A program for each state of its sources.
const state = createHash('sha256');
for (const file of readdirSync(sources).sort()) state.update(readFileSync(join(sources, file)));
const cache = join(
  process.env.PLATFORM_BUILDER_CACHE ?? join(homedir(), '.cache/platform-builder'),
  `buildkit-oracle-${version}-${state.digest('hex').slice(0, 8)}`,
);
const program = join(cache, 'oracle');

/** @returns a reason to skip, or undefined. */
function buildProgram() {
  if (existsSync(program)) return undefined;
  if (spawnSync('go', ['version']).status !== 0) return 'Go is not installed';
  console.log(`building BuildKit's checks (${version}), about two minutes once`);
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-o', program, '.'], {
    cwd: sources,
    env: { ...process.env, CGO_ENABLED: '0' },
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `the program could not be built: ${stderr.trim().split('\n').pop()}`;
}

/** Our texts: the examples of all rules and the sample projects, and what the folders hold. */
async function texts(folders) {
  const { languages } = await importSources("export { languages } from './server/src/languages/registry.ts';");
  const found = [];
  for (const rule of languages.find((language) => language.id === 'dockerfile').rules) {
    rule.examples.forEach((example, i) => {
      const text = example.text.replace(/[‹›]/g, '');
      found.push({ name: `${rule.id} ${i + 1}`, text });
      if (example.fixed !== undefined) found.push({ name: `${rule.id} ${i + 1} fixed`, text: example.fixed });
    });
  }
  for (const folder of [join(root, 'examples'), ...folders]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (/(?:^|[/\\.])Dockerfile(?:\.[\w-]+)?$/i.test(name) && statSync(path).isFile()) {
        found.push({ name: path, text: readFileSync(path, 'utf8') });
      }
    }
  }
  return found;
}

const reason = buildProgram();
if (reason) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const cases = await texts(process.argv.slice(2).map((folder) => resolve(folder)));
const { checkFiles } = await import(pathToFileURL(join(root, 'dist/index.mjs')).href);

/** What BuildKit answers to each input. */
function ask(inputs) {
  const run = spawnSync(program, [], {
    input: inputs.map((one) => JSON.stringify(one)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return run.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const verdicts = ask(cases);

// Differences that are meant, each with its reason, so that any other is news: an error of ours that is no matter of
// the builder ("finding"), what BuildKit says and we do not ("verdict"), and what we say and BuildKit does not ("ours").
const meant = JSON.parse(readFileSync(join(root, 'scripts/oracle/meant.json'), 'utf8'));
const isMeant = (key, what, text, message = '') =>
  meant.some(
    (one) =>
      one[key] !== undefined &&
      new RegExp(`^(?:${one[key]})`).test(what) &&
      new RegExp(one.text ?? '', 'm').test(text) &&
      new RegExp(one.message ?? '').test(message),
  );

let falseErrors = 0;
let missedErrors = 0;
let differences = 0;
const tell = (kind, name, what) => console.log(`${kind.padEnd(12)} ${name}: ${what}`);
for (const [i, { name, text }] of cases.entries()) {
  const verdict = verdicts[i];
  const { files } = await checkFiles({ Dockerfile: text }, { profile: 'all' });
  const diagnostics = files[0]?.diagnostics ?? [];
  const refusals = diagnostics.filter((one) => one.severity === 'error');
  const refusal = refusals.find((one) => !isMeant('finding', one.rule, text));
  if (refusal && !verdict.error) {
    falseErrors++;
    tell('false error', name, `${refusal.rule} at line ${refusal.range.start.line + 1}`);
  }
  if (verdict.error && !refusal && !isMeant('verdict', 'refused', text, verdict.error.message)) {
    missedErrors++;
    tell('missed error', name, `line ${verdict.error.line}: ${verdict.error.message}`);
  }
  if (verdict.error) continue;
  const ours = new Set(
    diagnostics.flatMap((one) =>
      one.aliases.filter((alias) => /^buildkit:[A-Z]/.test(alias)).map((alias) => alias.slice(9)),
    ),
  );
  const theirs = new Set(verdict.warnings.map((one) => one.rule));
  for (const rule of theirs) {
    if (!ours.has(rule) && !isMeant('verdict', rule, text)) {
      differences++;
      tell('not found', name, rule);
    }
  }
  for (const rule of ours) {
    // Checks that are experimental there are on only where the file asks for them.
    if (!theirs.has(rule) && rule !== 'InvalidDefinitionDescription' && !isMeant('ours', rule, text)) {
      differences++;
      tell('only ours', name, rule);
    }
  }
}
console.log(
  `\n${cases.length} Dockerfiles against BuildKit ${version}: ${falseErrors} false errors, ${missedErrors} missed errors, ${differences} differing checks`,
);
writeFileSync(join(cache, 'verdicts.json'), JSON.stringify(verdicts));
const misread = await compareReading(
  cases.map(({ text }) => text),
  ask,
);
process.exit(falseErrors + missedErrors + differences + misread > 0 ? 1 : 0);
