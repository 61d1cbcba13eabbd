import fc from 'fast-check';
import { composeFiles, dockerfiles, type Fixture } from './fixtures.js';

// What random tests start from, and what they put into it.

export const dockerfileText: fc.Arbitrary<string> = fc.constantFrom(...dockerfiles.map((fixture) => fixture.text));

export const composeText: fc.Arbitrary<string> = fc.constantFrom(...composeFiles.map((fixture) => fixture.text));

export function textsOf(fixtures: readonly Fixture[]): fc.Arbitrary<string> {
  return fc.constantFrom(...fixtures.map((fixture) => fixture.text));
}

const marks = [
  '\\',
  '\n',
  '\\\n',
  '\r\n',
  '\r',
  '"',
  "'",
  '`',
  '$',
  '${',
  '}',
  '[',
  ']',
  ',',
  '#',
  ' ',
  '\t',
  '| ',
  '&& ',
];
const openings = ['<<EOF', '<<EOF\n', '\nEOF\n', 'FROM ', 'RUN ', 'COPY --from=', '--mount=', 'ONBUILD ', '# syntax='];
const unusual = ['\u0000', '\ufeff', '😀', 'é'];

/** A piece of syntax, or anything. */
export const snippet: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...marks),
  fc.constantFrom(...openings, ...unusual),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

const indicators = [
  '- ',
  ': ',
  ':',
  '? ',
  '&a ',
  '*a',
  '<<: *a\n',
  '!reset ',
  '|\n',
  '>-\n',
  '{',
  '}',
  '---\n',
  '%YAML',
  '@',
  '!',
];
const composeWords = [
  '\nservices:\n  ',
  'services: {',
  '\n    depends_on:\n      ',
  'depends_on: [',
  'extends: {file: compose.yaml, service: ',
  'include: [compose.yaml]\n',
  '${A:-${B',
  'ports: ["1:2',
  'volumes: [a:',
  'http://',
  'environment:\n      A: ',
];

/** A piece of YAML or Compose, or anything. */
export const yamlSnippet: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...marks, ...indicators),
  fc.constantFrom(...composeWords, ...unusual),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

const githubWords = [
  '${{ ',
  ' }}',
  "${{ github.event['",
  '\njobs:\n  a:\n    ',
  'on: {push: {',
  '\n      - run: |\n          ',
  'uses: ./',
  'needs: [a',
  'steps: [',
  'strategy: {matrix: {a: [',
  '\n        with:\n          ',
  'if: !',
];

/** A piece of YAML or of GitHub's files, or anything. */
export const githubSnippet: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...marks, ...indicators),
  fc.constantFrom(...githubWords, ...unusual),
  fc.string({ maxLength: 4, unit: 'binary' }),
);
