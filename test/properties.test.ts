import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../server/src/core/finding.js';
import { fixText } from '../server/src/fix.js';
import { createService, type Service } from '../server/src/service.js';
import { recordFiles } from '../server/src/workspace/files.js';
import { dockerfiles } from './support/fixtures.js';
import { dockerfileText, snippet } from './support/random-texts.js';

// What holds for every text, however broken. `npm run test:full` tries many more.
const runs = Number(process.env.PROPERTY_RUNS ?? 150);
// A hang, not slowness, is what this looks for: `npm run bench` measures.
const slowest = 10_000;

function strictService(): Service {
  const service = createService({
    files: recordFiles({}),
    log: {
      info() {},
      warn() {},
      ruleFailed(rule, _path, error) {
        throw new Error(`${rule} threw`, { cause: error });
      },
    },
    today: () => '2026-06-01',
  });
  service.configure({ profile: 'all', rules: new Map(), kubernetesVersion: undefined });
  return service;
}

async function check(service: Service, text: string): Promise<readonly Finding[]> {
  const started = performance.now();
  const result = await service.checkText('Dockerfile', text);
  expect(performance.now() - started).toBeLessThan(slowest);
  for (const finding of result?.findings ?? []) {
    const spans = [finding.span, ...finding.fixes.flatMap((fix) => fix.edits.map((edit) => edit.span))];
    for (const span of [...spans, ...finding.related.map((place) => place.span)]) {
      expect(span.start, finding.rule).toBeGreaterThanOrEqual(0);
      expect(span.end, finding.rule).toBeGreaterThanOrEqual(span.start);
      expect(span.end, finding.rule).toBeLessThanOrEqual(text.length);
    }
  }
  return result?.findings ?? [];
}

type Edit = (source: string) => string;

/** Some characters, typed or taken out anywhere. */
const typing: fc.Arbitrary<Edit> = fc
  .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(12), insert: snippet })
  .map(({ at, remove, insert }) => (source) => {
    const start = Math.floor(at * source.length);
    return source.slice(0, start) + insert + source.slice(start + remove);
  });

const allLines = [...new Set(dockerfiles.flatMap(({ text }) => text.split('\n')))];

/** A line put in, replaced or taken out: by what other stages may be changed. */
const lineEdit: fc.Arbitrary<Edit> = fc
  .record({ at: fc.nat(), remove: fc.nat(1), insert: fc.array(fc.constantFrom(...allLines), { maxLength: 1 }) })
  .map(({ at, remove, insert }) => (source) => {
    const lines = source.split('\n');
    lines.splice(at % lines.length, remove, ...insert);
    return lines.join('\n');
  });

const anyEdit = fc.oneof(typing, lineEdit);

/** Several files one after the other, of which some start from a stage of another. */
const severalStages = fc
  .array(fc.tuple(dockerfileText, fc.constantFrom(undefined, 'build', 'base', '0')), { minLength: 1, maxLength: 4 })
  .map((texts) => texts.map(([text, base]) => (base ? text.replace(/^(FROM\s+)\S+/m, `$1${base}`) : text)).join('\n'));

describe('any text', () => {
  it('has fixtures', () => expect(dockerfiles.length).toBeGreaterThan(50));

  it('every prefix is checked without a crash', async () => {
    const service = strictService();
    await fc.assert(
      fc.asyncProperty(dockerfileText, fc.double({ min: 0, max: 1, noNaN: true }), async (source, part) => {
        await check(service, source.slice(0, Math.floor(part * source.length)));
      }),
      { numRuns: runs },
    );
  });

  it('every text with a line taken out, or written with CRLF, is checked without a crash', async () => {
    const service = strictService();
    await fc.assert(
      fc.asyncProperty(dockerfileText, fc.nat(200), fc.boolean(), async (source, line, crlf) => {
        const lines = source.split('\n');
        lines.splice(line % lines.length, 1);
        await check(service, lines.join(crlf ? '\r\n' : '\n'));
      }),
      { numRuns: runs },
    );
  });

  it('an edited document gives what a fresh one gives', async () => {
    const fresh = strictService();
    await fc.assert(
      fc.asyncProperty(severalStages, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), async (source, edits) => {
        const edited = strictService();
        edited.open('Dockerfile', source);
        await edited.check('Dockerfile');
        let current = source;
        for (const one of edits) {
          current = one(current);
          edited.open('Dockerfile', current);
          const result = await edited.check('Dockerfile');
          expect(result?.findings, current).toEqual(await check(fresh, current));
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('safe fixes', () => {
  it.each(dockerfiles.map((fixture) => [fixture.name, fixture.text] as const))('of %s', async (_name, source) => {
    const service = strictService();
    const before = await check(service, source);
    const once = await fixText(source, (current) => check(service, current));
    const after = await check(service, once.text);
    const twice = await fixText(once.text, (current) => check(service, current));
    expect(twice.text).toBe(once.text);
    if (once.text === source) return;
    expect(after.length).toBeLessThan(before.length);
    // A fix may not bring in what was not there: no rule has more findings than before.
    const count = (findings: readonly Finding[], rule: string) => findings.filter((one) => one.rule === rule).length;
    const grown = [...new Set(after.map((one) => one.rule))].filter((rule) => count(after, rule) > count(before, rule));
    expect(grown).toEqual([]);
  });
});
