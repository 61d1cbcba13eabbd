import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../server/src/index.js';

// Workflows that were reviewed by hand, against what the review said.
const folder = fileURLToPath(new URL('./expected/', import.meta.url));
const expectations = readFileSync(`${folder}workflows.md`, 'utf8');
const fixtures = readdirSync(`${folder}workflows`);

const beside = {
  'requirements.txt': 'fastapi==0.115.0\npytest==8.3.0\n',
  Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nUSER 1000\nCMD ["python", "main.py"]\n',
  'main.py': 'print("hello")\n',
  '.dockerignore': '.git\n',
};

/** The rows of a file's table, as `line rule severity`. */
function expected(file: string): string[] {
  const section = expectations.split(/^## /m).find((part) => part.startsWith(`${file}\n`)) ?? '';
  return [...section.matchAll(/^\| (\d+) \| (\S+) \| (\w+) \|/gm)].map(
    ([, line, rule, severity]) => `${line} ${rule} ${severity}`,
  );
}

describe('workflows reviewed by hand', () => {
  it('are all told about', () => {
    expect(fixtures.length).toBe(1);
    for (const file of fixtures) expect(expected(file).length, file).toBeGreaterThan(0);
  });

  it.each(fixtures)('%s gives exactly what we expect', async (file) => {
    const path = `.github/workflows/${file}`;
    const files = { ...beside, [path]: readFileSync(`${folder}workflows/${file}`, 'utf8') };
    const result = await checkFiles(files, { today: '2026-09-21' });
    const found = (result.files.find((one) => one.path === path)?.diagnostics ?? []).map(
      ({ rule, severity, range }) => `${range.start.line + 1} ${rule} ${severity}`,
    );
    expect(found.sort()).toEqual(expected(file).sort());
  });

  it('and those of this project are clean for a security team', async () => {
    const root = fileURLToPath(new URL('../', import.meta.url));
    const paths = [
      '.github/workflows/ci.yml',
      '.github/dependabot.yml',
      'package.json',
      'package-lock.json',
      '.ci/run',
    ];
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
    const result = await checkFiles(files, { profile: 'strict', today: '2026-09-21' });
    const checked = result.files.filter(({ language }) => language === 'github');
    expect(checked.map(({ path }) => path)).toEqual(['.github/workflows/ci.yml', '.github/dependabot.yml']);
    expect(checked.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule))).toEqual([]);
  });
});
