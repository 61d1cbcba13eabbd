import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../server/src/core/finding.js';
import { fixText } from '../server/src/fix.js';
import { createService, type Service } from '../server/src/service.js';
import { recordFiles } from '../server/src/workspace/files.js';
import { actions, dependabotFiles, dockerfiles, type Fixture, workflows } from './support/fixtures.js';
import { dockerfileText, githubSnippet, snippet, textsOf } from './support/random-texts.js';

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

async function check(service: Service, path: string, text: string): Promise<readonly Finding[]> {
  const started = performance.now();
  const result = await service.checkText(path, text);
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
function typing(pieces: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
  return fc
    .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(12), insert: pieces })
    .map(({ at, remove, insert }) => (source) => {
      const start = Math.floor(at * source.length);
      return source.slice(0, start) + insert + source.slice(start + remove);
    });
}

/** A line put in, replaced or taken out: by what other stages, or jobs, may be changed. */
function lineEdit(fixtures: readonly Fixture[]): fc.Arbitrary<Edit> {
  const lines = [...new Set(fixtures.flatMap(({ text }) => text.split('\n')))];
  return fc
    .record({ at: fc.nat(), remove: fc.nat(1), insert: fc.array(fc.constantFrom(...lines), { maxLength: 1 }) })
    .map(({ at, remove, insert }) => (source) => {
      const edited = source.split('\n');
      edited.splice(at % edited.length, remove, ...insert);
      return edited.join('\n');
    });
}

/** Several files one after the other, of which some start from a stage of another. */
const severalStages = fc
  .array(fc.tuple(dockerfileText, fc.constantFrom(undefined, 'build', 'base', '0')), { minLength: 1, maxLength: 4 })
  .map((texts) => texts.map(([text, base]) => (base ? text.replace(/^(FROM\s+)\S+/m, `$1${base}`) : text)).join('\n'));

interface Subject {
  readonly path: string;
  readonly fixtures: readonly Fixture[];
  readonly text: fc.Arbitrary<string>;
  /** What edits start from, where that is something else. */
  readonly edited?: fc.Arbitrary<string>;
  readonly snippet: fc.Arbitrary<string>;
  /** Whether rules know more of what a fix names than of what stood there. */
  readonly reveals?: true;
}

function github(path: string, fixtures: readonly Fixture[]): Subject {
  return { path, fixtures, text: textsOf(fixtures), snippet: githubSnippet, reveals: true };
}

const subjects: readonly Subject[] = [
  { path: 'Dockerfile', fixtures: dockerfiles, text: dockerfileText, edited: severalStages, snippet },
  github('.github/workflows/ci.yml', workflows),
  github('action.yml', actions),
  github('.github/dependabot.yml', dependabotFiles),
];

describe.each(subjects.map((subject) => [subject.path, subject] as const))('any text of %s', (path, subject) => {
  const { fixtures, text, snippet: pieces, edited: started = text } = subject;
  const anyEdit = fc.oneof(typing(pieces), lineEdit(fixtures));

  it('has fixtures', () => expect(fixtures.length).toBeGreaterThan(10));

  it('every prefix is checked without a crash', async () => {
    const service = strictService();
    await fc.assert(
      fc.asyncProperty(text, fc.double({ min: 0, max: 1, noNaN: true }), async (source, part) => {
        await check(service, path, source.slice(0, Math.floor(part * source.length)));
      }),
      { numRuns: runs },
    );
  });

  it('every text with a line taken out, or written with CRLF, is checked without a crash', async () => {
    const service = strictService();
    await fc.assert(
      fc.asyncProperty(text, fc.nat(200), fc.boolean(), async (source, line, crlf) => {
        const lines = source.split('\n');
        lines.splice(line % lines.length, 1);
        await check(service, path, lines.join(crlf ? '\r\n' : '\n'));
      }),
      { numRuns: runs },
    );
  });

  it('an edited document gives what a fresh one gives', async () => {
    const fresh = strictService();
    await fc.assert(
      fc.asyncProperty(started, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), async (source, edits) => {
        const edited = strictService();
        edited.open(path, source);
        await edited.check(path);
        let current = source;
        for (const one of edits) {
          current = one(current);
          edited.open(path, current);
          const result = await edited.check(path);
          expect(result?.findings, current).toEqual(await check(fresh, path, current));
        }
      }),
      { numRuns: runs },
    );
  });

  it.each(fixtures.map((fixture) => [fixture.name, fixture.text] as const))(
    'safe fixes of %s',
    async (_name, source) => {
      const service = strictService();
      const before = await check(service, path, source);
      const once = await fixText(source, (current) => check(service, path, current));
      const after = await check(service, path, once.text);
      const twice = await fixText(once.text, (current) => check(service, path, current));
      expect(twice.text).toBe(once.text);
      if (once.text === source) return;
      const count = (findings: readonly Finding[], rule: string) => findings.filter((one) => one.rule === rule).length;
      const grown = [...new Set(after.map((one) => one.rule))].filter(
        (rule) => count(after, rule) > count(before, rule),
      );
      // A fix may not bring in what was not there: no rule has more findings than before. What names something that does
      // not exist says nothing until it is mended, though; then at least those that mend have no more to say.
      const mended = new Set(before.filter(({ fixes }) => fixes.some(({ safe }) => safe)).map(({ rule }) => rule));
      const mayNot = subject.reveals ? grown.filter((rule) => mended.has(rule) || /syntax/.test(rule)) : grown;
      if (!subject.reveals) expect(after.length).toBeLessThan(before.length);
      expect(mayNot).toEqual([]);
    },
  );
});
