// Scores the checker on cases with known answers, where they are to be had:
//   node scripts/conformance.mjs [folder with score.mjs and *.jsonl]
// They are no part of the project; by default they are looked for beside it, in ../shared/conformance.
// Fails below the bars that each language is held to.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, '..', 'shared', 'conformance'));

/** Shares of faulty files reported and of sound files left alone. */
const bars = {
  dockerfile: { found: 0.97, quiet: 0.985 },
  compose: { found: 0.97, quiet: 0.985 },
  github: { found: 0.95, quiet: 0.985 },
};

if (!existsSync(join(folder, 'score.mjs'))) {
  console.log(`skipped: there are no cases in ${folder}`);
  process.exit(0);
}
let failed = false;
for (const [language, { found, quiet }] of Object.entries(bars)) {
  const args = [join(folder, 'score.mjs'), '--api', join(root, 'dist/index.js')];
  args.push('--known', join(root, 'docs/peers.md'), '--min-found', String(found), '--min-quiet', String(quiet));
  const result = spawnSync(process.execPath, [...args, join(folder, `${language}.jsonl`)], { stdio: 'inherit' });
  failed ||= result.status !== 0;
}
process.exit(failed ? 1 : 0);
