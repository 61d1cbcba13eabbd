import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../languages/dockerfile/model/dockerfile.js';
import { shellcheckInputs } from '../../languages/dockerfile/shellcheck.js';
import { parseGithub } from '../../languages/github/document.js';
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

const workflow = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - shell: bash
        run: |
          echo "😀"
          echo $B \${{ github.sha }} # "
      - run: "echo \\"😀\\" $B"
      - shell: pwsh
        run: echo $B
`;

async function workflowFindings(path: string) {
  const document = parseGithub(workflow);
  let ready: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const tool = createShellcheck(path, [], ready, () => undefined);
  tool?.findings('.github/workflows/a.yml', 'github', document);
  await answered;
  const found = tool?.findings('.github/workflows/a.yml', 'github', document) ?? [];
  tool?.dispose();
  return found.map((one) => [one.rule, one.aliases[0], workflow.slice(one.span.start, one.span.end), one.span.start]);
}

const program = process.env.SHELLCHECK_PATH ?? findProgram('shellcheck', []);

describe('a shellcheck of the user', () => {
  it.skipIf(program === undefined)(
    'is asked about RUN, and its findings are at their place (skipped: none is installed)',
    async () => {
      expect(await findings(program ?? '')).toContainEqual(['shellcheck:SC2086', '$B']);
    },
  );

  it.skipIf(program === undefined)(
    'is asked about steps, with what the runner sets before (skipped: none is installed)',
    async () => {
      const places = [...workflow.matchAll(/\$B(?= \$|")/g)].map(({ index }) => index);
      expect(await workflowFindings(program ?? '')).toEqual(
        places.map((at) => ['github/shellcheck', 'shellcheck:SC2086', '$B', at]),
      );
    },
  );

  it.skipIf(process.platform === 'win32')('is given the options of the shell, and no expressions', async () => {
    const stub = join(folder, 'told');
    const log = join(folder, 'told.log');
    writeFileSync(stub, `#!/bin/sh\necho "$*" >> '${log}'\ncat >> '${log}'\necho '{"comments":[]}'\n`);
    chmodSync(stub, 0o755);
    expect(await workflowFindings(stub)).toEqual([]);
    const told = readFileSync(log, 'utf8');
    expect([...told.matchAll(/--shell=(\w+)/g)].map((match) => match[1])).toEqual(['bash', 'bash']);
    expect(told).toContain('SC2154');
    expect(told).toContain('set -eo pipefail\necho "😀"\necho $B _________________ #');
    expect(told).toContain('set -e\necho "😀" $B');
  });

  // A stand-in for the program: it answers as ShellCheck does for one finding, with columns in characters.
  it.skipIf(process.platform === 'win32')(
    'is started with an argument list, and its columns are characters',
    async () => {
      const stub = join(folder, 'stand-in');
      // The script is one line, below those that export the variables.
      const line = shellcheckInputs(parseDockerfile(text))[0]?.text.split('\n').length ?? 0;
      const comment = { line, column: 22, endLine: line, endColumn: 24, level: 'info', code: 2086, message: 'quote' };
      writeFileSync(stub, `#!/bin/sh\ncat > /dev/null\necho '${JSON.stringify({ comments: [comment] })}'\nexit 1\n`);
      chmodSync(stub, 0o755);
      expect(await findings(stub)).toEqual([['shellcheck:SC2086', '$B']]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is asked about each file, and for busybox also where it is too old',
    async () => {
      const stub = join(folder, 'old');
      const log = join(folder, 'asked');
      writeFileSync(
        stub,
        `#!/bin/sh\ncat > /dev/null\necho "$*" >> '${log}'\ncase "$*" in *busybox*) exit 4 ;; esac\necho '{"comments":[]}'\n`,
      );
      chmodSync(stub, 0o755);
      const warnings: string[] = [];
      let ready: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => {
        ready = resolve;
      });
      const tool = createShellcheck(
        stub,
        [],
        () => ready(),
        (message) => warnings.push(message),
      );
      tool?.findings('a/Dockerfile', 'dockerfile', parseDockerfile('FROM alpine:3.22\nRUN ls $A\n'));
      tool?.findings('b/Dockerfile', 'dockerfile', parseDockerfile('FROM debian:12\nRUN ls $B\n'));
      await answered;
      tool?.dispose();
      const shells = [...readFileSync(log, 'utf8').matchAll(/--shell=(\w+)/g)].map((match) => match[1]);
      expect(shells).toEqual(['busybox', 'dash', 'dash']);
      expect(warnings).toEqual([]);
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
