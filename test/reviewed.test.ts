import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/core/edit.js';
import { lineIndex, spanOf } from '../server/src/core/text.js';
import { checkFiles } from '../server/src/index.js';

// Dockerfiles that were reviewed by hand, against what the review said.
const folder = fileURLToPath(new URL('./expected/', import.meta.url));
const expectations = readFileSync(`${folder}reviewed.md`, 'utf8');
const fixtures = readdirSync(`${folder}reviewed`);

const beside = {
  'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.6\n',
  'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  '.dockerignore': '.git\n.venv\n',
};

/** The rows of a file's table, as `line rule severity`. */
function expected(file: string): string[] {
  const section = expectations.split(/^## /m).find((part) => part.startsWith(`${file}\n`)) ?? '';
  return [...section.matchAll(/^\| (\d+) \| (\S+) \| (\w+) \|/gm)].map(
    ([, line, rule, severity]) => `${line} ${rule} ${severity}`,
  );
}

async function reported(text: string) {
  const result = await checkFiles({ ...beside, Dockerfile: text }, { today: '2026-09-21' });
  return result.files.find(({ path }) => path === 'Dockerfile')?.diagnostics ?? [];
}

describe('Dockerfiles reviewed by hand', () => {
  it('are all told about', () => {
    expect(fixtures.length).toBe(3);
    for (const file of fixtures) expect(expected(file).length, file).toBeGreaterThan(0);
  });

  it.each(fixtures)('%s gives exactly what we expect', async (file) => {
    const diagnostics = await reported(readFileSync(`${folder}reviewed/${file}`, 'utf8'));
    const found = diagnostics.map(({ rule, severity, range }) => `${range.start.line + 1} ${rule} ${severity}`);
    expect(found.sort()).toEqual(expected(file).sort());
  });

  it('work after the first fix of each error', async () => {
    const text = readFileSync(`${folder}reviewed/fastapi.Dockerfile`, 'utf8');
    const errors = (await reported(text)).filter(({ severity }) => severity === 'error');
    const index = lineIndex(text);
    const edits = errors.flatMap(({ fixes }) =>
      (fixes[0]?.edits ?? []).map(({ range, newText }) => ({ span: spanOf(index, range), text: newText })),
    );
    const fixed = applyEdits(text, edits);
    expect((await reported(fixed)).filter(({ severity }) => severity === 'error')).toEqual([]);
    // Built where root works, and found where the other user looks.
    expect(fixed).toContain(
      'RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
    );
    expect(fixed).toContain('COPY --from=builder /opt/venv /opt/venv');
    expect(fixed).toContain('ENV PATH=/opt/venv/bin:$PATH');
    expect(fixed).toMatch(/--retries=3 \\\n {4}CMD \["python", "-c", ".*http:\/\/localhost:8000\/health.*"\]\n/);
    expect(fixed).not.toContain('/root');
  });
});
