import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type TextEdit } from '../server/src/core/edit.js';
import type { DocumentSymbol, FeatureContext, LanguageFeatures } from '../server/src/core/features.js';
import type { Span } from '../server/src/core/text.js';
import { createService } from '../server/src/service.js';
import { recordFiles } from '../server/src/workspace/files.js';
import { actions, composeFiles, dependabotFiles, dockerfiles, type Fixture, workflows } from './support/fixtures.js';
import { composeText, dockerfileText, githubSnippet, snippet, textsOf, yamlSnippet } from './support/random-texts.js';

// What holds for every editor feature in every text, however broken: nothing throws, and no place is outside of the text.
const runs = Number(process.env.PROPERTY_RUNS ?? 150);

interface Opened {
  readonly features: LanguageFeatures<unknown>;
  readonly context: FeatureContext<unknown>;
}

interface Subject {
  readonly path: string;
  readonly files: Readonly<Record<string, string>>;
  readonly texts: fc.Arbitrary<string>;
  readonly snippet: fc.Arbitrary<string>;
  readonly fixtures: readonly Fixture[];
  /** What formatting may add and take away. */
  readonly blanks: RegExp;
}

const subjects: readonly Subject[] = [
  {
    path: 'Dockerfile',
    files: { 'package.json': '{}', 'src/a.js': '', '.dockerignore': '*.md' },
    texts: dockerfileText,
    snippet,
    fixtures: dockerfiles,
    blanks: /[ \t]/g,
  },
  {
    path: 'compose.yaml',
    files: {
      'compose.override.yaml': 'services:\n  web:\n    image: a:2\n    depends_on: [db]\n',
      'compose.prod.yaml': 'services:\n  db:\n    restart: always\n',
      'common.yml': 'services:\n  web:\n    image: a:1\n',
      '.env': 'TAG=1\nURL=http://db:1/\n',
      'app/Dockerfile': 'FROM alpine\n',
    },
    texts: composeText,
    snippet: yamlSnippet,
    fixtures: composeFiles,
    blanks: /\s/g,
  },
  github('.github/workflows/ci.yml', workflows),
  github('action.yml', actions),
  github('.github/dependabot.yml', dependabotFiles),
];

function github(path: string, fixtures: readonly Fixture[]): Subject {
  return {
    path,
    files: {
      '.github/workflows/test.yml': 'on: {workflow_call: {inputs: {a: {type: string}}}}\njobs: {a: {runs-on: x}}\n',
      'setup/action.yml': 'name: a\ndescription: b\nruns: {using: composite, steps: []}\n',
    },
    texts: textsOf(fixtures),
    snippet: githubSnippet,
    fixtures,
    blanks: /\s/g,
  };
}

function opener({ path, files }: Subject): (text: string) => Opened {
  return (text) => {
    const service = createService({
      files: recordFiles({ ...files, [path]: text }),
      log: {
        info() {},
        warn() {},
        ruleFailed(rule, _path, error) {
          throw new Error(`${rule} threw`, { cause: error });
        },
      },
      today: () => '2026-06-01',
    });
    service.open(path, text);
    const opened = service.opened(path);
    if (!opened) throw new Error(`no ${path}`);
    return { features: opened.language.features, context: opened.context };
  };
}

const part = fc.double({ min: 0, max: 1, noNaN: true });

/** A text that is cut off, or edited at one place, in either line ending. */
function broken({ texts, snippet }: Subject): fc.Arbitrary<string> {
  const prefix = fc.tuple(texts, part).map(([source, at]) => source.slice(0, Math.floor(at * source.length)));
  const edited = fc.tuple(texts, part, fc.nat(12), snippet).map(([source, at, removed, added]) => {
    const start = Math.floor(at * source.length);
    return source.slice(0, start) + added + source.slice(start + removed);
  });
  return fc
    .tuple(fc.oneof(prefix, edited), fc.boolean())
    .map(([source, crlf]) => (crlf ? source.replace(/\r?\n/g, '\r\n') : source));
}

function inside(source: string, span: Span, what: string): void {
  expect(span.start, what).toBeGreaterThanOrEqual(0);
  expect(span.end, what).toBeGreaterThanOrEqual(span.start);
  expect(span.end, what).toBeLessThanOrEqual(source.length);
}

function allInside(source: string, edits: readonly TextEdit[], what: string): void {
  for (const edit of edits) if (edit.path === undefined) inside(source, edit.span, what);
}

function symbolsInside(source: string, symbols: readonly DocumentSymbol[]): void {
  for (const { span, selection, children } of symbols) {
    inside(source, span, 'symbol');
    expect(selection.start).toBeGreaterThanOrEqual(span.start);
    expect(selection.end).toBeLessThanOrEqual(span.end);
    symbolsInside(source, children);
  }
}

describe.each(subjects.map((subject) => [subject.path, subject] as const))('any text of a %s', (_path, subject) => {
  const open = opener(subject);
  const text = broken(subject);

  it('answers at every place', () => {
    fc.assert(
      fc.property(text, part, (source, at) => {
        const { features, context } = open(source);
        // The end of the text is where someone types.
        for (const offset of [source.length, Math.floor(at * source.length)]) {
          for (const item of features.complete?.(context, offset) ?? []) {
            inside(source, item.edit.span, `completion ${item.label}`);
            expect(item.edit.span.start).toBeLessThanOrEqual(offset);
            expect(item.edit.span.end).toBeGreaterThanOrEqual(offset);
            expect(source.slice(item.edit.span.start, item.edit.span.end)).not.toMatch(/\n/);
            if (item.data !== undefined) expect(typeof features.describe?.(context, item.data)).toBe('string');
          }
          const hover = features.hover?.(context, offset);
          if (hover) {
            inside(source, hover.span, 'hover');
            expect(hover.contents.split('\n').length).toBeLessThanOrEqual(15);
          }
          const help = features.signature?.(context, offset);
          if (help && help.parameters.length > 0) expect(help.parameters[help.active]).toBeDefined();
          for (const place of [
            ...(features.define?.(context, offset) ?? []),
            ...(features.references?.(context, offset) ?? []),
            ...(features.highlights?.(context, offset) ?? []),
          ]) {
            if (!('path' in place && place.path !== undefined)) inside(source, place.span, 'place');
          }
          for (const span of features.selections?.(context, offset) ?? []) inside(source, span, 'selection');
          const target = features.prepareRename?.(context, offset);
          if (target) inside(source, target.span, 'rename');
          const renamed = features.rename?.(context, offset, 'other');
          if (renamed && 'edits' in renamed) allInside(source, renamed.edits, 'rename');
        }
      }),
      { numRuns: runs * 2 },
    );
  });

  it('answers about the whole', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { features, context } = open(source);
        symbolsInside(source, features.symbols?.(context) ?? []);
        for (const { span } of features.links?.(context) ?? []) inside(source, span, 'link');
        for (const { span } of features.folds?.(context) ?? []) inside(source, span, 'fold');
        for (const { span } of features.lenses?.(context) ?? []) inside(source, span, 'lens');
        const everything = { start: 0, end: source.length };
        for (const { offset } of features.hints?.(context, everything) ?? [])
          inside(source, { start: offset, end: offset }, 'hint');
        let last = 0;
        for (const { span } of features.tokens?.(context) ?? []) {
          inside(source, span, 'token');
          expect(span.start, 'tokens overlap').toBeGreaterThanOrEqual(last);
          expect(source.slice(span.start, span.end)).not.toContain('\n');
          last = span.end;
        }
      }),
      { numRuns: runs },
    );
  });

  it('refactorings are valid edits', () => {
    fc.assert(
      fc.property(text, part, part, (source, from, to) => {
        const { features, context } = open(source);
        const start = Math.floor(Math.min(from, to) * source.length);
        const end = Math.floor(Math.max(from, to) * source.length);
        for (const at of [
          { start, end: start },
          { start, end },
        ]) {
          for (const { title, edits, disabled } of features.refactorings?.(context, at) ?? []) {
            allInside(source, edits, title);
            expect(edits.length === 0, title).toBe(disabled !== undefined);
          }
          for (const { edits } of features.ignore?.(context, 'a/x', ['hadolint:DL1', 'dclint:a'], at) ?? []) {
            allInside(source, edits, 'ignore');
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('formatted twice is formatted once', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (source, insertSpaces) => {
        const options = { tabSize: 4, insertSpaces };
        const { features, context } = open(source);
        const edits = (await features.format?.(context, options)) ?? [];
        allInside(source, edits, 'format');
        const once = applyEdits(source, edits);
        const again = open(once);
        expect(applyEdits(once, (await again.features.format?.(again.context, options)) ?? [])).toBe(once);
      }),
      { numRuns: runs },
    );
  });

  it.each(subject.fixtures.map((fixture) => [fixture.name, fixture.text] as const))(
    'formats %s once',
    async (_name, source) => {
      const options = { tabSize: 4, insertSpaces: true };
      const { features, context } = open(source);
      const once = applyEdits(source, (await features.format?.(context, options)) ?? []);
      const again = open(once);
      expect(await again.features.format?.(again.context, options)).toEqual([]);
      // Nothing but blanks is different.
      expect(once.replace(subject.blanks, '')).toBe(source.replace(subject.blanks, ''));
    },
  );
});
