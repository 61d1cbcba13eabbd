import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { expand, type VariableRef } from '../syntax/expansion.js';
import { spanOfPart } from '../syntax/logical.js';
import type { Instruction } from '../syntax/tree.js';
import type { Dockerfile } from './dockerfile.js';
import { expandedTokens } from './variable-uses.js';

/** A variable that the builder itself expands in an instruction. */
export interface BuilderUse {
  readonly name: string;
  readonly ref: VariableRef;
  /** The place of the name alone. */
  readonly span: Span;
}

const uses = new Memo<Instruction, readonly BuilderUse[]>();

/** What the builder expands in an instruction: its words, and the bodies of heredocs that COPY and ADD write. */
export function builderUsesOf(document: Dockerfile, instruction: Instruction): readonly BuilderUse[] {
  let found = uses.get(instruction);
  if (!found) {
    found = find(document, instruction);
    uses.set(instruction, found);
  }
  return found;
}

const none: readonly BuilderUse[] = [];

function find(document: Dockerfile, instruction: Instruction): readonly BuilderUse[] {
  const { logical, heredocs } = instruction;
  if (heredocs.length === 0 && !logical.text.includes('$')) return none;
  const found: BuilderUse[] = [];
  for (const token of expandedTokens(instruction)) {
    if (!token.text.includes('$')) continue;
    for (const ref of expand(token.text, document.escape).refs) {
      found.push({ name: ref.name, ref, span: spanOfPart(logical, token, ref.nameStart, ref.nameEnd) });
    }
  }
  if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return found;
  for (const { body, expand: expands } of heredocs) {
    if (!expands) continue;
    // The builder reads a body with the backslash as escape, whatever the file's directive says, and without regard to quotes.
    const text = document.text.slice(body.start, body.end).replace(/["']/g, ' ');
    for (const ref of expand(text, '\\').refs) {
      found.push({
        name: ref.name,
        ref,
        span: { start: body.start + ref.nameStart, end: body.start + ref.nameEnd },
      });
    }
  }
  return found;
}
