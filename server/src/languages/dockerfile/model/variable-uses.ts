import { forEachChild, type SyntaxNode } from 'unbash';
import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { spanOfPart } from '../syntax/logical.js';
import type { Instruction, Pair, Token } from '../syntax/tree.js';
import { type Dockerfile, type Stage, stageChain } from './dockerfile.js';
import { type Script, scriptsOf } from './script.js';
import { expandAt, variableAt } from './variables.js';

/** A place where a build or environment variable is set or used: the span is that of its name alone. */
export interface VariableUse extends Span {
  readonly name: string;
  /** `builder`: the builder expands it; `shell`: it is left to a shell. */
  readonly role: 'definition' | 'builder' | 'shell';
  readonly instruction: Instruction;
  /** Undefined in the instructions before the first FROM. */
  readonly stage: Stage | undefined;
  /** Set for definitions. */
  readonly pair: Pair | undefined;
}

const uses = new Memo<Dockerfile, readonly VariableUse[]>();

/** Every definition and use of a variable in the file, in order. Uses in a shell count where ARG or ENV set the name. */
export function variableUses(document: Dockerfile): readonly VariableUse[] {
  const cached = uses.get(document);
  if (cached) return cached;
  const found: VariableUse[] = [];
  for (const instruction of document.instructions) found.push(...variableUsesIn(document, instruction));
  found.sort((a, b) => a.start - b.start);
  uses.set(document, found);
  return found;
}

/** Those of one instruction, with what it triggers. */
export function variableUsesIn(document: Dockerfile, instruction: Instruction): readonly VariableUse[] {
  const found: VariableUse[] = [];
  addInstruction(document, instruction, found);
  if (instruction.kind === 'ONBUILD' && instruction.instruction) {
    addInstruction(document, instruction.instruction, found);
  }
  return found;
}

const expanded = new Memo<Instruction, readonly Token[]>();
const noTokens: readonly Token[] = [];

/** The words of an instruction in which the builder expands variables. */
export function expandedTokens(instruction: Instruction): readonly Token[] {
  let tokens = expanded.get(instruction);
  if (!tokens) {
    tokens = findExpanded(instruction);
    expanded.set(instruction, tokens);
  }
  return tokens;
}

function findExpanded(instruction: Instruction): readonly Token[] {
  const flags =
    instruction.flags.length === 0
      ? noTokens
      : instruction.flags.flatMap((flag) => (flag.value && expands(instruction, flag.name.text) ? [flag.value] : []));
  switch (instruction.kind) {
    case 'FROM':
      return instruction.image ? [...flags, instruction.image] : flags;
    case 'ARG':
      return instruction.pairs.flatMap((pair) => (pair.value ? [pair.value] : []));
    case 'ENV':
    case 'LABEL':
      return instruction.pairs.flatMap((pair) => (pair.value ? [pair.key, pair.value] : [pair.key]));
    case 'COPY':
    case 'ADD':
    case 'EXPOSE':
    case 'VOLUME':
      return flags.length === 0 ? instruction.words : [...flags, ...instruction.words];
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [instruction.rest];
    case 'RUN':
      return flags;
    default:
      return noTokens;
  }
}

function expands(instruction: Instruction, flag: string): boolean {
  switch (instruction.kind) {
    case 'FROM':
      return flag === 'platform';
    case 'COPY':
    case 'ADD':
      return flag === 'chown' || flag === 'chmod' || flag === 'checksum';
    case 'RUN':
      return flag === 'mount';
    default:
      return false;
  }
}

function addInstruction(document: Dockerfile, instruction: Instruction, found: VariableUse[]): void {
  const stage = instruction.kind === 'FROM' ? undefined : document.stageOf[instruction.index];
  const common = { instruction, stage };
  if (instruction.kind === 'ARG' || instruction.kind === 'ENV') {
    for (const pair of instruction.pairs) {
      const { start, end, text: name } = pair.key;
      if (name !== '' && !name.includes('$')) found.push({ start, end, name, role: 'definition', pair, ...common });
    }
  }
  for (const token of expandedTokens(instruction)) {
    if (!token.text.includes('$')) continue;
    for (const ref of expandAt(document, instruction, token).refs) {
      const span = spanOfPart(instruction.logical, token, ref.nameStart, ref.nameEnd);
      found.push({ ...span, name: ref.name, role: 'builder', pair: undefined, ...common });
    }
  }
  for (const script of scriptsOf(document, instruction)) addScript(document, script, found);
}

function addScript(document: Dockerfile, script: Script, found: VariableUse[]): void {
  if (!script.reading?.text.includes('$')) return;
  const { instruction, stage } = script;
  const add = (name: string, pos: number, end: number): void => {
    const variable = variableAt(document, instruction, name);
    if (!variable?.pair) return;
    found.push({ ...script.span({ pos, end }), name, role: 'shell', instruction, stage, pair: undefined });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script' && node.source !== undefined) return;
    if (node.type === 'SimpleExpansion') add(node.text.slice(1), node.pos + 1, node.end);
    else if (node.type === 'ParameterExpansion') add(node.parameter, node.parameterPos, node.parameterEnd);
    forEachChild(node, visit);
  };
  visit(script.reading.script);
}

/**
 * All places that mean the same variable as `use`: those of its name in the stages that inherit from one another, and
 * the global ARG with the FROM lines where a stage declares it anew without a value.
 */
export function sameVariable(document: Dockerfile, use: VariableUse): readonly VariableUse[] {
  const named = variableUses(document).filter((other) => other.name === use.name);
  const root = (stage: Stage): Stage => {
    const chain = stageChain(stage);
    return chain[chain.length - 1] ?? stage;
  };
  const group = (other: VariableUse): Stage | 'global' => (other.stage ? root(other.stage) : 'global');
  // A stage that takes the global ARG over joins its group with the global one.
  const joined = new Set<Stage | 'global'>(['global']);
  for (const other of named) {
    if (other.stage && other.role === 'definition' && other.instruction.kind === 'ARG' && !other.pair?.value) {
      if (named.some((global) => !global.stage && global.role === 'definition')) joined.add(root(other.stage));
    }
  }
  const own = group(use);
  return named.filter((other) => {
    const theirs = group(other);
    return theirs === own || (joined.has(own) && joined.has(theirs));
  });
}
