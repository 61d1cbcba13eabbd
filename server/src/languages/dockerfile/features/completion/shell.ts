import type { Items } from '../../../../core/completion-items.js';
import { factsOf } from './arguments.js';
import { type ArgumentPlace, wordAt } from './place.js';
import { toolOf, tools, toolsOfImage } from './tools.js';

/** In shell text: package managers where a command starts, else the subcommands and flags of the one that is called. */
export function completeShell(place: ArgumentPlace, into: Items): void {
  const words = commandBefore(place.text.slice(place.from, place.at));
  const word = words && wordAt(place, ';&|()<>"\'`');
  if (!words || !word) return;
  const [name, ...args] = words;
  if (name === undefined) {
    completeCommand(place, word.span, into);
    return;
  }
  const tool = toolOf(name.slice(name.lastIndexOf('/') + 1)) ?? (pythonPip(name, args) ? toolOf('pip') : undefined);
  if (!tool) return;
  const given = pythonPip(name, args) ? args.slice(2) : args;
  const commands = Object.keys(tool.commands);
  const command = given.find((arg) => commands.includes(arg));
  if (command === undefined) {
    for (const label of commands) into.add(word.span, label, { kind: 'enum', detail: tool.name, again: true });
    return;
  }
  for (const label of tool.commands[command] ?? []) {
    if (!given.includes(label)) into.add(word.span, label, { kind: 'property', detail: `${tool.name} ${command}` });
  }
}

function pythonPip(name: string, args: readonly string[]): boolean {
  return /^python[\d.]*$/.test(name) && args[0] === '-m' && args[1] === 'pip';
}

function completeCommand(place: ArgumentPlace, span: { start: number; end: number }, into: Items): void {
  const facts = place.stage && factsOf(place.stage);
  const likely: string[] = [];
  if (facts?.packageManager) likely.push(facts.packageManager === 'apt' ? 'apt-get' : facts.packageManager);
  if (facts) likely.push(...toolsOfImage(facts.name));
  const system = new Set(['apt-get', 'apk', 'dnf', 'microdnf', 'yum', 'zypper']);
  const ranked = [...tools].sort((a, b) => Number(likely.includes(b.name)) - Number(likely.includes(a.name)));
  for (const { name, detail, recipe } of ranked) {
    // A base image has one package manager for the system, or none.
    if (system.has(name) && facts?.packageManager !== undefined && !likely.includes(name)) continue;
    if (recipe === undefined) continue;
    const label = recipe.replace(/\$\{\d:([^}]*)\}/g, '$1');
    if (likely.includes(name))
      into.add(span, label, { kind: 'snippet', text: recipe, snippet: true, detail, filter: label });
  }
  for (const { name, detail } of ranked) {
    if (system.has(name) && facts?.packageManager !== undefined && !likely.includes(name)) continue;
    into.add(span, name, { kind: 'value', text: `${name} `, detail, again: true });
  }
}

const wrappers: ReadonlySet<string> = new Set([
  'sudo',
  'exec',
  'command',
  'time',
  'nice',
  'env',
  '!',
  '{',
  'then',
  'do',
  'else',
]);

/**
 * The words of the command that the cursor is in, without the word at the cursor: a light reading that works in half-typed
 * text. Undefined inside of quotes and comments.
 */
function commandBefore(text: string): readonly string[] | undefined {
  let words: string[] = [];
  let word = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
      else word += c;
    } else if (c === '\\') word += text.charAt(++i);
    else if (c === '"' || c === "'") quote = c;
    else if (c === '#' && word === '' && /(?:^|\s)$/.test(text.slice(0, i))) {
      const end = text.indexOf('\n', i);
      if (end === -1) return undefined;
      i = end;
      words = [];
    } else if (/[;&|()`\n]/.test(c)) {
      words = [];
      word = '';
    } else if (/\s/.test(c)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += c;
  }
  if (quote !== '') return undefined;
  while (words.length > 0 && (wrappers.has(words[0] ?? '') || /^\w+=/.test(words[0] ?? ''))) words.shift();
  return words;
}
