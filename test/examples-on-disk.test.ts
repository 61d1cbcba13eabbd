import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, diskReader, servicePath } from '../server/src/hosts/disk.js';
import { languages } from '../server/src/languages/registry.js';
import { cachedFiles } from '../server/src/workspace/files.js';
import { filesOf, findingsOf, mark, unmark } from './support/examples.js';

// What a rule finds with other files in memory, it finds on disk, where there are folders above the project's own, which
// may not be read. The CLI reads at once, the language server without blocking.
const hosts = {
  cli: (folder: string) => diskFiles([folder]),
  server: (folder: string) => cachedFiles(diskReader(() => [folder])),
};

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'platform-builder-')), 'project');
  mkdirSync(join(folder, '.git'), { recursive: true });
});
afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

for (const rule of languages.flatMap(({ rules }) => rules)) {
  const examples = rule.examples.flatMap((example, index) => (example.files ? [{ example, index }] : []));
  if (rule.tags?.includes('external') || examples.length === 0) continue;
  describe(rule.id, () => {
    for (const { example, index } of examples) {
      it.each(Object.entries(hosts))(`%s: example ${index + 1}`, async (_host, open) => {
        const { text, spans } = unmark(example.text);
        for (const [path, content] of Object.entries(filesOf(rule, example, text).all)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
        const disk = { folder: servicePath(folder), files: open(folder) };
        const found = await findingsOf(rule, example, text, disk);
        expect(
          mark(
            text,
            found.map(({ span }) => span),
          ),
        ).toBe(mark(text, spans));
      });
    }
  });
}
