import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { describe, expect, it } from 'vitest';
import { lineIndex, positionAt } from '../../../core/text.js';
import { createService, rulesById } from '../../../service.js';
import { recordFiles } from '../../../workspace/files.js';
import { features } from './index.js';

// What the other language service for Dockerfiles does offline, ours does as well. `┃` marks the cursor.

const library = DockerfileLanguageServiceFactory.createLanguageService();
library.setCapabilities({ completion: { completionItem: { snippetSupport: false } } });

const silent = { info() {}, warn() {}, ruleFailed() {} };

function ours(text: string) {
  const service = createService({ files: recordFiles({ Dockerfile: text }), log: silent, today: () => '2026-06-01' });
  service.open('Dockerfile', text);
  const context = service.opened('Dockerfile')?.context;
  if (!context) throw new Error('no Dockerfile');
  return context as Parameters<NonNullable<typeof features.complete>>[0];
}

function split(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('┃');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

const head = 'ARG V=1\nFROM node:24 AS deps\nFROM alpine\nARG V\nENV E=2 F=3\nWORKDIR /srv/app\n';

const texts: readonly string[] = [
  '┃',
  'F┃',
  'FROM alpine\n┃',
  'FROM alpine\nE┃',
  'FROM alpine\nen┃',
  'FROM alpine\nHEALTH┃',
  'FROM alpine\nONBUILD ┃',
  'FROM alpine\nONBUILD W┃',
  'FROM alpine\nONBUILD HEALTHCHECK ┃',
  'FROM alpine\nONBUILD COPY --┃',
  'FROM alpine\nRUN a \\\n && b\n┃\nCMD ["x"]',
  'FROM ┃',
  'FROM --┃ alpine',
  'FROM alpine\nADD ┃',
  'FROM alpine\nADD --┃',
  'FROM alpine\nCOPY ┃',
  'FROM alpine\nCOPY -┃',
  'FROM alpine\nCOPY --f┃',
  'FROM alpine\nCOPY --chown=a --┃',
  'FROM alpine\nHEALTHCHECK ┃',
  'FROM alpine\nHEALTHCHECK --┃',
  'FROM alpine\nHEALTHCHECK --start-┃',
  'FROM alpine\nHEALTHCHECK C┃',
  'FROM alpine\nHEALTHCHECK N┃',
  `${head}COPY --from=┃`,
  `${head}COPY --from=d┃`,
  'FROM a\nFROM b AS c\nFROM d\nCOPY --from=┃ x y',
  `${head}COPY a ┃`,
  `${head}COPY a /┃`,
  `${head}ADD a /s┃`,
  `${head}LABEL a=$┃`,
  `${head}LABEL a=$E┃`,
  `${head}LABEL a=\${┃`,
  `${head}LABEL a=\${F┃`,
  `${head}RUN echo $┃`,
  `${head}USER $V┃`,
  'ARG TAG\nFROM alpine:$┃',
  '# ┃\nFROM alpine',
  '#┃\nFROM alpine',
  '# e┃\nFROM alpine',
  '# syn┃\nFROM alpine',
  '# es┃cape=`\nFROM alpine',
  '# syntax=a\n# ┃\nFROM alpine',
];

// A name in the state that is tested is offered there by the library although it cannot stand there.
const wrong: Readonly<Record<string, readonly string[]>> = {
  // A second directive of one name is an error.
  '# syntax=a\n# ┃\nFROM alpine': ['syntax'],
};

describe('completion', () => {
  it.each(texts)('%j', async (marked) => {
    const { text, offset } = split(marked);
    const theirs = await library.computeCompletionItems(text, positionAt(lineIndex(text), offset));
    const context = ours(text);
    const labels = new Set((features.complete?.(context, offset) ?? []).map(({ label }) => label.toLowerCase()));
    const missing = theirs
      .map(({ label }) => label)
      .filter((label) => !labels.has(label.toLowerCase()) && !wrong[marked]?.includes(label));
    expect(missing).toEqual([]);
  });

  it('compares with something', async () => {
    let count = 0;
    for (const marked of texts) {
      const { text, offset } = split(marked);
      count += (await library.computeCompletionItems(text, positionAt(lineIndex(text), offset))).length;
    }
    expect(count).toBeGreaterThan(150);
  });
});

const sample = `ARG V=1
FROM node:24 AS deps
ENV E=2 F="$V"
RUN echo $E \\
  && echo \${F}
FROM alpine
COPY --from=deps /a /b
RUN <<EOF
true
EOF
HEALTHCHECK --interval=5s CMD true
`;

describe('other features answer wherever theirs do', () => {
  const context = ours(sample);
  const index = lineIndex(sample);
  const document = { uri: 'file:///Dockerfile' };
  const offsets = [...sample].map((_, i) => i);

  it('hover', () => {
    for (const offset of offsets) {
      if (!library.computeHover(sample, positionAt(index, offset))) continue;
      expect(features.hover?.(context, offset), `at ${offset}: ${sample.slice(offset, offset + 10)}`).toBeDefined();
    }
  });

  it('definition', () => {
    for (const offset of offsets) {
      const theirs = library.computeDefinition(document, sample, positionAt(index, offset));
      if (!theirs) continue;
      const found = features.define?.(context, offset) ?? [];
      expect(found.length, `at ${offset}: ${sample.slice(offset, offset + 10)}`).toBeGreaterThan(0);
    }
  });

  it('signature', () => {
    for (const offset of offsets) {
      const theirs = library.computeSignatureHelp(sample, positionAt(index, offset));
      // Behind a continuation character nothing can be written, and a script is not helped by how RUN is written.
      const script = offset > sample.indexOf('<<EOF\n') + 5 && offset <= sample.indexOf('EOF\nHEALTH') + 3;
      if (theirs.signatures.length === 0 || sample[offset - 1] === '\\' || script) continue;
      expect(features.signature?.(context, offset), `at ${offset}: ${sample.slice(offset, offset + 10)}`).toBeDefined();
    }
  });

  it('knows the rules', () => expect(rulesById.size).toBeGreaterThan(0));
});
