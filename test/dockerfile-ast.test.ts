import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { lineAt, lineIndex } from '../server/src/core/text.js';
import { readDockerfile } from '../server/src/languages/dockerfile/syntax/read.js';
import { dockerfiles } from './support/fixtures.js';

// A second opinion on what the instructions of a file are, and on which lines. Where the library is known to read
// otherwise than the builder, the fixture is left out by what it contains.
const readsOtherwise: readonly [string, RegExp][] = [
  ['a lone CR ends a line there', /\r(?!\n)/],
  ['only one ARG per instruction is read there', /^\s*ARG\s+\S+\s+\S+/im],
  ['an unknown directive ends the section here', /^#\s*(?!syntax|escape|check)\w+\s*=/i],
  ['heredocs behind ONBUILD are not read there', /ONBUILD[^\n]*<</i],
  ['a heredoc after a continued line is not read there', /\\\n[^\n]*<</],
  ['quoted `<<` opens a heredoc there', /["'][^"'\n]*<<|<<<|\[[^\n]*<</],
  ['a blank after `<<` is not read there', /<<-?[ \t]/],
  ['an unterminated heredoc ends elsewhere', /<</],
  ['a byte order mark is not skipped there', /^\ufeff/],
  ['a bare `--` is an argument there', /\s--\s/],
  ['NUL is no character of a keyword there', /\u0000/],
];

const compared = dockerfiles.filter(({ text }) => !readsOtherwise.some(([, pattern]) => pattern.test(text)));

describe('instructions as dockerfile-ast reads them', () => {
  it('covers most fixtures', () => {
    expect(compared.length / dockerfiles.length).toBeGreaterThan(0.6);
  });

  it.each(compared.map(({ name, text }) => [name, text] as const))('%s', (_name, text) => {
    const index = lineIndex(text);
    const ours = readDockerfile(text).instructions.map((instruction) => ({
      keyword: instruction.keyword.text.toUpperCase(),
      line: lineAt(index, instruction.start),
      flags: instruction.flags.map((flag) => flag.name.text),
    }));
    const theirs = DockerfileParser.parse(text)
      .getInstructions()
      .map((instruction) => ({
        keyword: instruction.getKeyword(),
        line: instruction.getRange().start.line,
        flags: flagNames(instruction),
      }));
    const named = (list: typeof ours) => list.map(({ keyword, line }) => `${line + 1} ${keyword}`);
    expect(named(ours)).toEqual(named(theirs));
    // RUN has no flags there before its mounts.
    const flags = (list: typeof ours) =>
      list.filter(({ keyword }) => ['COPY', 'ADD', 'FROM', 'HEALTHCHECK'].includes(keyword)).map((one) => one.flags);
    expect(flags(ours)).toEqual(flags(theirs));
  });
});

function flagNames(instruction: unknown): string[] {
  const { getFlags } = instruction as { getFlags?: () => { getName(): string }[] };
  return getFlags?.call(instruction).map((flag) => flag.getName()) ?? [];
}
