import type { SyntaxNode } from 'unbash';
import { basename } from '../core/path.js';
import { enclosing, nodesOf, type Place } from './nodes.js';
import type { ShellReading } from './read.js';

export interface ShellPipeline {
  /** The first `|`. */
  readonly bar: { readonly pos: number; readonly end: number };
  /** Names of the programs before the last `|`, those in groups included; undefined for what is no simple command. */
  readonly sources: readonly (string | undefined)[];
}

/** The pipes of a script, also those in substitutions, as long as their status counts. */
export function pipelinesOf(reading: ShellReading): readonly ShellPipeline[] {
  return nodesOf(reading)
    .of('Pipeline')
    .flatMap((place) => {
      const { node } = place;
      const [first, second] = node.commands;
      if (!first || !second || !statusCounts(place)) return [];
      const between = reading.text.slice(first.end, second.pos).indexOf('|');
      if (between === -1) return [];
      const pos = first.end + between;
      return [{ bar: { pos, end: pos + 1 }, sources: node.commands.slice(0, -1).flatMap(programsOf) }];
    });
}

/** Of substitutions, only those of a bare `x=$(…)` give their status to the command that they stand in. */
function statusCounts(place: Place): boolean {
  const types = ['CommandExpansion', 'ProcessSubstitution'] as const;
  for (let at = enclosing(place, ...types); at; at = enclosing(at, ...types)) {
    if (at.node.type === 'ProcessSubstitution') return false;
    const around = enclosing(at, 'Assignment', 'Redirect', 'Command', 'For', 'Select', 'Case', 'TestCommand');
    const command = around?.node.type === 'Assignment' ? around.parent?.node : undefined;
    if (command?.type !== 'Command' || command.name) return false;
  }
  return true;
}

function programsOf(node: SyntaxNode): readonly (string | undefined)[] {
  switch (node.type) {
    case 'Command':
      return [node.name && basename(node.name.value)];
    case 'Statement':
    case 'Redirected':
      return programsOf(node.command);
    case 'AndOr':
      return node.commands.flatMap(programsOf);
    case 'BraceGroup':
    case 'Subshell':
      return node.body.commands.flatMap(programsOf);
    default:
      return [undefined];
  }
}
