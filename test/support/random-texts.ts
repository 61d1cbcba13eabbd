import fc from 'fast-check';
import { dockerfiles } from './fixtures.js';

// What random tests start from, and what they put into it.

export const dockerfileText: fc.Arbitrary<string> = fc.constantFrom(...dockerfiles.map((fixture) => fixture.text));

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
