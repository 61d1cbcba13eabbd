import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFiles } from '../server/src/check.js';
import { filesBelow, root } from './support/fixtures.js';

const folder = join(root, 'examples/shop');

async function findings(change: (text: string) => string = (text) => text): Promise<string[]> {
  const paths = filesBelow(folder).map((path) => path.slice(folder.length + 1));
  const texts = paths.map((path) => [path, change(readFileSync(join(folder, path), 'utf8'))]);
  const { files } = await checkFiles(Object.fromEntries(texts));
  return files.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ rule, severity, range }) => `${path}:${range.start.line + 1} ${severity} ${rule}`),
  );
}

it('the sample shop has the problems that it is there to show', async () => {
  expect(await findings()).toEqual([
    '.github/workflows/release.yml:10 warning github/risky-default-permissions',
    '.github/workflows/release.yml:15 warning github/artipacked',
    '.github/workflows/release.yml:15 info github/outdated-action',
    '.github/workflows/release.yml:16 info github/outdated-action',
    '.github/workflows/release.yml:18 warning github/unknown-input',
    '.github/workflows/release.yml:20 warning github/deprecated-command',
    '.github/workflows/release.yml:22 warning github/template-injection',
    '.github/workflows/release.yml:23 error github/lockfile-vs-cache',
    '.github/workflows/release.yml:24 warning github/package-script-exists',
    '.github/workflows/release.yml:34 warning github/artipacked',
    '.github/workflows/release.yml:34 info github/outdated-action',
    '.github/workflows/release.yml:35 info github/outdated-action',
    '.github/workflows/release.yml:38 error github/docker-target-missing',
    '.github/workflows/release.yml:40 warning github/unknown-property',
    'compose.override.yaml:6 error compose/host-port-collision',
    'compose.yaml:6 error compose/build-target-unknown',
    'compose.yaml:8 error compose/host-port-collision',
    'compose.yaml:12 warning compose/dependency-not-waited',
    'compose.yaml:26 error compose/data-path-wrong',
  ]);
});

it('once the target is a stage, its image is known, and so is what the health check lacks', async () => {
  expect(await findings((text) => text.replace('prodution', 'production'))).toContain(
    'compose.yaml:14 error compose/healthcheck-tool-missing',
  );
});
