import type { Command, SyntaxNode, Word } from 'unbash';
import { enclosing, type Place, type ShellNodes } from './nodes.js';
import type { Dialect } from './rule.js';

/** A use of a variable: `$name` or `${name…}`. */
export type Expansion = Extract<SyntaxNode, { type: 'SimpleExpansion' | 'ParameterExpansion' }>;

export function variableOf(node: Expansion): string {
  return node.type === 'SimpleExpansion' ? node.text.slice(1) : node.parameter;
}

const numbers = /^(?:[?#$!-]|RANDOM|SECONDS|UID|EUID|PPID|LINENO|BASHPID|OPTIND)$/;

/** Special parameters and variables whose value never has blanks or wildcards: `$?`, `$#`, `$$`, `$!`, `$-`, and lengths. */
export function isNumber(node: Expansion): boolean {
  return numbers.test(variableOf(node)) || (node.type === 'ParameterExpansion' && node.prefix === '#');
}

/**
 * The argument of a command in which an expansion stands without quotes, so that the shell splits its value and looks for
 * wildcards in it. Undefined where the shell does neither: in quotes, assignments, `[[ ]]`, `case`, arithmetic. bash alone
 * also splits the target of a redirection, and then refuses it.
 */
export function splitArgument(
  at: Place,
  dialect: Dialect,
): { readonly word: Word; readonly command: Command } | undefined {
  const word = at.parent?.node;
  const outer = at.parent?.parent;
  if (word?.type !== 'Word') return undefined;
  const redirected = outer?.node.type === 'Redirect' && dialect === 'bash';
  const command = redirected ? outer.parent?.node : outer?.node;
  if (command?.type !== 'Command' || command.name === word) return undefined;
  // `X=$Y` as an argument of export and the like is an assignment for every shell but old ones.
  if (enclosing(at, 'Assignment')) return undefined;
  return { word, command };
}

const values = new WeakMap<ShellNodes, ReadonlyMap<string, readonly (Word | undefined)[]>>();

/** The words that a script gives a variable as value, by assignment or by a loop; undefined stands for what is no word. */
export function valuesOf(nodes: ShellNodes, name: string): readonly (Word | undefined)[] {
  let found = values.get(nodes);
  if (!found) {
    const byName = new Map<string, (Word | undefined)[]>();
    const add = (to: string, word: Word | undefined): void => {
      const list = byName.get(to);
      if (list) list.push(word);
      else byName.set(to, [word]);
    };
    for (const { node } of nodes.of('Assignment')) {
      add(node.name, node.value.type === 'Word' && !node.append && !node.index ? node.value : undefined);
    }
    for (const { node } of nodes.of('For')) {
      for (const word of node.wordlist ?? [undefined]) add(node.name.value, word);
    }
    found = byName;
    values.set(nodes, found);
  }
  return found.get(name) ?? [];
}

/** The name of a simple command's program, where it is written out. */
export function nameOf(command: Command): string {
  const { value = '' } = command.name ?? {};
  return value.slice(value.lastIndexOf('/') + 1);
}
