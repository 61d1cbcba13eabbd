import type { DockerfileSyntax, Instruction } from '../syntax/tree.js';

// What a change of blanks must leave as it is.

/** All that counts in a file, as text to compare. */
export function meanings(document: DockerfileSyntax): string {
  return JSON.stringify([
    document.escape,
    document.directives.map(({ name, value }) => [name.text, value.text]),
    document.comments.map(({ text }) => text),
    document.instructions.map((instruction) => meaningOf(document, instruction)),
  ]);
}

export function meaningOf(document: DockerfileSyntax, instruction: Instruction | undefined): string {
  if (!instruction) return '';
  const { kind, flags, heredocs, innerComments } = instruction;
  return JSON.stringify([
    kind,
    instruction.keyword.text,
    flags.map(({ name, value }) => [name.text, value?.text]),
    argumentsOf(document, instruction),
    heredocs.map(({ name, body, terminated }) => [name, document.text.slice(body.start, body.end), terminated]),
    innerComments.map(({ text }) => text),
  ]);
}

function argumentsOf(document: DockerfileSyntax, instruction: Instruction): unknown {
  if ('json' in instruction && instruction.json)
    return instruction.json.elements.map(({ value, text }) => value ?? text);
  switch (instruction.kind) {
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return [instruction.legacy, instruction.pairs.map(({ key, value }) => [key.text, value?.text])];
    case 'FROM':
    case 'COPY':
    case 'ADD':
    case 'EXPOSE':
    case 'VOLUME':
      return instruction.words.map(({ text }) => text);
    case 'ONBUILD':
      return meaningOf(document, instruction.instruction);
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
    case 'HEALTHCHECK':
      return foldBlanks(instruction.rest.text);
    default:
      return instruction.rest.text;
  }
}

/** Shell text with each run of blanks outside of quotes as one blank. */
function foldBlanks(text: string): string {
  const quotes = quotesIn(text);
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quotes[i] === 0 && (c === ' ' || c === '\t')) {
      if (!folded.endsWith(' ') || quotes[i - 1] === 1) folded += ' ';
    } else folded += c;
  }
  return folded.trim();
}

/** For each character, whether a change of blanks there would count: 1 inside of quotes and behind an escape. */
function quotesIn(text: string): Uint8Array {
  const inside = new Uint8Array(text.length + 1);
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') inside[i] = 1;
    if (c === '\\' && quote !== "'") {
      i++;
      inside[i] = 1;
    } else if (quote === '' && (c === '"' || c === "'" || c === '`')) quote = c;
    else if (c === quote) quote = '';
    // Behind an unquoted `#` everything is a comment, quotes mean nothing there.
    else if (c === '#' && quote === '' && (i === 0 || /[\s;&|(]/.test(text.charAt(i - 1)))) {
      inside.fill(1, i);
      break;
    }
  }
  if (quote !== '') inside[text.length] = 1;
  return inside;
}

/** The starts of the continued lines whose leading blanks are part of a quoted text or of a word. */
export function quotedLines(document: DockerfileSyntax, instruction: Instruction): ReadonlySet<number> {
  const found = new Set<number>();
  const { text, pieces } = instruction.logical;
  if (pieces.length < 2) return found;
  const quotes = quotesIn(text);
  for (const { at, offset } of pieces.slice(1)) {
    const before = text.charAt(at - 1);
    const here = text.charAt(at);
    const joins = before !== ' ' && before !== '\t' && here !== ' ' && here !== '\t';
    // A line that begins without a blank goes on with the word before it.
    if (quotes[at] === 1 || joins) found.add(document.text.lastIndexOf('\n', offset - 1) + 1);
  }
  return found;
}
