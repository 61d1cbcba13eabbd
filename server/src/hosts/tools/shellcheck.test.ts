import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../languages/dockerfile/model/dockerfile.js';
import { findProgram } from '../program.js';
import { createShellcheck } from './shellcheck.js';

const folder = mkdtempSync(join(tmpdir(), 'platform-builder-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = 'FROM debian:12\nARG A\nRUN echo "😀" && \\\n    echo $B $A\nRUN ["ls", "$B"]\n';

async function findings(path: string) {
  const document = parseDockerfile(text);
  let ready: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const tool = createShellcheck(path, [join(folder, 'workspace')], ready, () => undefined);
  expect(tool?.findings('Dockerfile', 'dockerfile', document)).toEqual([]);
  await answered;
  const found = tool?.findings('Dockerfile', 'dockerfile', document) ?? [];
  tool?.dispose();
  return found.map((one) => [one.aliases[0], text.slice(one.span.start, one.span.end)]);
}

const program = process.env.SHELLCHECK_PATH ?? findProgram('shellcheck', []);

describe('a shellcheck of the user', () => {
  it.skipIf(program === undefined)(
    'is asked about RUN, and its findings are at their place (skipped: none is installed)',
    async () => {
      expect(await findings(program ?? '')).toContainEqual(['shellcheck:SC2086', '$B']);
    },
  );

  // A stand-in for the program: it answers as ShellCheck does for one finding, with columns in characters.
  it.skipIf(process.platform === 'win32')(
    'is started with an argument list, and its columns are characters',
    async () => {
      const stub = join(folder, 'stand-in');
      const comment = { line: 12, column: 22, endLine: 12, endColumn: 24, level: 'info', code: 2086, message: 'quote' };
      writeFileSync(stub, `#!/bin/sh\ncat > /dev/null\necho '${JSON.stringify({ comments: [comment] })}'\nexit 1\n`);
      chmodSync(stub, 0o755);
      expect(await findings(stub)).toEqual([['shellcheck:SC2086', '$B']]);
    },
  );

  it('is not started from a workspace, by a relative path, or where it is no program', () => {
    const warnings: string[] = [];
    for (const path of ['shellcheck', join(folder, 'missing'), folder]) {
      expect(
        createShellcheck(
          path,
          [],
          () => undefined,
          (message) => warnings.push(message),
        ),
      ).toBeUndefined();
    }
    const inside = join(folder, 'inside');
    writeFileSync(inside, '#!/bin/sh\n');
    chmodSync(inside, 0o755);
    expect(
      createShellcheck(
        inside,
        [folder],
        () => undefined,
        (message) => warnings.push(message),
      ),
    ).toBeUndefined();
    expect(warnings).toHaveLength(4);
  });
});
