import { forEachChild, type SyntaxNode } from 'unbash';
import type { Span } from '../../../core/text.js';
import type { ShellReading } from '../../../shell/read.js';
import type { Script } from './script.js';

/** A variable whose value a script takes from its environment, as it sets none of that name itself. */
export interface ShellRead {
  readonly name: string;
  /** The place of the name alone. */
  readonly span: Span;
}

/** What a script reads from its environment and has no value of its own for, such as that of `${NAME:-value}`. */
export function shellReadsOf(script: Script): readonly ShellRead[] {
  const { reading } = script;
  if (!reading?.text.includes('$')) return none;
  // A reading is shared by all that have the same text, and outlives an edit elsewhere.
  let found = reads.get(reading);
  if (!found) {
    found = readsIn(reading);
    reads.set(reading, found);
  }
  return found.map(({ name, pos, end }) => ({ name, span: script.span({ pos, end }) }));
}

const none: readonly ShellRead[] = [];

interface Read {
  readonly name: string;
  readonly pos: number;
  readonly end: number;
}

const reads = new WeakMap<ShellReading, readonly Read[]>();

function readsIn(reading: ShellReading): readonly Read[] {
  const found: Read[] = [];
  const own = ownNames(reading);
  if (own === 'any') return found;
  const add = (name: string, pos: number, end: number): void => {
    if (/^[A-Za-z_]\w*$/.test(name) && !own.has(name)) found.push({ name, pos, end });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script' && node.source !== undefined) return;
    if (node.type === 'SimpleExpansion') add(node.text.slice(1), node.pos + 1, node.end);
    else if (node.type === 'ParameterExpansion' && node.operation?.type !== 'Default') {
      add(node.parameter, node.parameterPos, node.parameterEnd);
    }
    forEachChild(node, visit);
  };
  visit(reading.script);
  return found;
}

/** Whether a script may give a variable a value itself, as it assigns, reads or loops over it, or sources a file. */
export function maySet(reading: ShellReading, name: string): boolean {
  const own = ownNames(reading);
  return own === 'any' || own.has(name);
}

const ownNamesOf = new WeakMap<ShellReading, ReadonlySet<string> | 'any'>();

/** Names that stand somewhere without a `$`. What a sourced file or an evaluated text sets cannot be told. */
function ownNames(reading: ShellReading): ReadonlySet<string> | 'any' {
  const cached = ownNamesOf.get(reading);
  if (cached) return cached;
  const opaque = reading.commands.some(({ name }) => name === '.' || name === 'source' || name === 'eval');
  const names = new Set<string>();
  for (const match of reading.text.matchAll(/(?<![\w${])[A-Za-z_]\w*/g)) names.add(match[0]);
  const found = opaque ? 'any' : names;
  ownNamesOf.set(reading, found);
  return found;
}
