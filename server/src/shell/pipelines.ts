import { basename } from '../core/path.js';
import { nodesOf } from './nodes.js';
import type { ShellReading } from './read.js';

export interface ShellPipeline {
  /** The first `|`. */
  readonly bar: { readonly pos: number; readonly end: number };
  /** Names of the programs before the last `|`; undefined for what is no simple command. */
  readonly sources: readonly (string | undefined)[];
}

/** The pipes of a script, also those in substitutions. */
export function pipelinesOf(reading: ShellReading): readonly ShellPipeline[] {
  return nodesOf(reading)
    .of('Pipeline')
    .flatMap(({ node }) => {
      const [first, second] = node.commands;
      if (!first || !second) return [];
      const between = reading.text.slice(first.end, second.pos).indexOf('|');
      if (between === -1) return [];
      const pos = first.end + between;
      const sources = node.commands
        .slice(0, -1)
        .map((command) => (command.type === 'Command' && command.name ? basename(command.name.value) : undefined));
      return [{ bar: { pos, end: pos + 1 }, sources }];
    });
}
