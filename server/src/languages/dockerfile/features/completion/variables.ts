import { type Items, plain } from '../../../../core/completion-items.js';
import { readShell } from '../../../../shell/read.js';
import { globalArguments, globalLookup, namesAt, proxyArguments, variableAt } from '../../model/variables.js';
import { type ArgumentPlace, wordFrom } from './place.js';

/** What follows a name in braces, and what it means. */
const operators: readonly { readonly text: string; readonly example: string; readonly detail: string }[] = [
  { text: ':-', example: '${1:default}', detail: 'the default where it is not set or empty' },
  { text: '-', example: '${1:default}', detail: 'the default where it is not set' },
  { text: ':+', example: '${1:text}', detail: 'the text where it is set and not empty, else nothing' },
  { text: '+', example: '${1:text}', detail: 'the text where it is set, else nothing' },
  { text: ':?', example: '${1:message}', detail: 'stops the build where it is not set or empty' },
  { text: '?', example: '${1:message}', detail: 'stops the build where it is not set' },
  { text: '#', example: '${1:pattern}', detail: 'without the shortest match at its start' },
  { text: '##', example: '${1:pattern}', detail: 'without the longest match at its start' },
  { text: '%', example: '${1:pattern}', detail: 'without the shortest match at its end' },
  { text: '%%', example: '${1:pattern}', detail: 'without the longest match at its end' },
  { text: '/', example: '${1:pattern}/${2:text}', detail: 'with the first match replaced' },
  { text: '//', example: '${1:pattern}/${2:text}', detail: 'with every match replaced' },
];

/** Who expands the `$` at the cursor. */
export type Expander = 'builder' | 'shell' | 'nobody';

/**
 * Completes after `$` and `${`.
 * @returns whether the cursor stands there, so that nothing else is to be offered.
 */
export function completeVariable(place: ArgumentPlace, expander: Expander, into: Items): boolean {
  const line = place.text.slice(place.from, place.at);
  const match = /\$(\{?)(\w*)([:\-+?#%/]*)$/.exec(line);
  if (!match || (match[1] === '' && match[3] !== '')) return false;
  const start = place.from + match.index;
  if (isEscaped(place, start)) return true;
  if (expander === 'nobody' || inSingleQuotes(place, start)) return true;
  const braced = match[1] === '{' || match[2] === '';
  const name = match[2] ?? '';
  const word = wordFrom(place, start, '"\',;:$/{}()[]<>|&=\\-+?#%@.*~^!');
  if (!word) return true;
  const closed = place.text.charAt(place.at + word.span.end - place.offset) === '}';
  const span = closed && braced ? { start: word.span.start, end: word.span.end + 1 } : word.span;
  if (match[3] === '') {
    for (const candidate of names(place, expander)) {
      into.add(span, braced ? `\${${candidate.name}}` : `$${candidate.name}`, {
        kind: 'variable',
        detail: candidate.detail,
        common: true,
      });
    }
  }
  if (match[1] === '{' && name !== '') {
    for (const { text, example, detail } of operators) {
      if (!text.startsWith(match[3] ?? '')) continue;
      into.add(span, `\${${name}${text}…}`, {
        kind: 'snippet',
        text: `${plain('${')}${name}${text}${example}${plain('}')}`,
        snippet: true,
        detail,
        filter: `\${${name}${text}`,
      });
    }
  }
  return true;
}

interface Candidate {
  readonly name: string;
  readonly detail: string;
}

function names(place: ArgumentPlace, expander: Expander): readonly Candidate[] {
  const { document } = place.context;
  const { instruction } = place;
  if (instruction.kind === 'FROM' || !place.stage) return globalNames(place);
  const found: Candidate[] = [];
  if (expander === 'shell') for (const name of shellNames(place)) found.push({ name, detail: 'set in this script' });
  // What a container starts has no build arguments.
  const atStart = expander === 'shell' && instruction.kind !== 'RUN';
  for (const name of namesAt(document, instruction)) {
    const variable = variableAt(document, instruction, name);
    if (atStart && (variable?.kind === 'arg' || variable?.kind === 'declared')) continue;
    found.push({ name, detail: describeValue(variable?.kind, variable?.value) });
  }
  if (!found.some(({ name }) => name === 'PATH')) found.push({ name: 'PATH', detail: 'of the base image' });
  if (!atStart) for (const name of proxyArguments) found.push({ name, detail: 'proxy of the build' });
  return found;
}

function describeValue(kind: string | undefined, value: string | undefined): string {
  if (kind === 'image') return 'set by the base image';
  if (kind === 'declared') return 'ARG without a default';
  const shown = value === undefined ? 'value not known' : `= ${value.length > 60 ? `${value.slice(0, 59)}…` : value}`;
  return kind === 'arg' ? `ARG, ${shown}` : shown;
}

function globalNames(place: ArgumentPlace): readonly Candidate[] {
  const { document } = place.context;
  const lookup = globalLookup(document.globals, document.escape, 'unknown', place.offset);
  const found: Candidate[] = [];
  for (const arg of document.globals) {
    for (const { key, end } of arg.pairs) {
      const state = lookup(key.text);
      if (end >= place.offset || !state.set) continue;
      found.push({
        name: key.text,
        detail: describeValue(state.value === undefined ? 'declared' : 'arg', state.value),
      });
    }
  }
  for (const name of globalArguments) found.push({ name, detail: 'set by the builder' });
  for (const name of proxyArguments) found.push({ name, detail: 'proxy of the build' });
  return found;
}

/** Variables that the script sets by itself. */
function shellNames(place: ArgumentPlace): readonly string[] {
  const before = place.text.slice(place.from, place.at);
  if (!/[\w]=|\bfor\b|\bread\b/.test(before)) return [];
  const assigned = readShell(before).assignments.map(({ name }) => name);
  const loops = [...before.matchAll(/\b(?:for|read(?:\s+-r)?)\s+([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
  return [...new Set([...assigned, ...loops])].filter((name) => name !== '');
}

function isEscaped(place: ArgumentPlace, dollar: number): boolean {
  const sign = place.instruction.kind === 'RUN' ? '\\' : place.context.document.escape;
  let count = 0;
  while (dollar - count > place.from && place.text.charAt(dollar - count - 1) === sign) count++;
  return count % 2 === 1;
}

function inSingleQuotes(place: ArgumentPlace, dollar: number): boolean {
  let quote = '';
  for (let i = place.from; i < dollar; i++) {
    const c = place.text.charAt(i);
    if (c === '\\') i++;
    else if (quote === '' && (c === "'" || c === '"')) quote = c;
    else if (c === quote) quote = '';
  }
  return quote === "'";
}
