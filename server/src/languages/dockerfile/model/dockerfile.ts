import { Memo, Memory } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { type ImageReference, parseReference } from '../../../images/reference.js';
import { expand } from '../syntax/expansion.js';
import { readDockerfile } from '../syntax/read.js';
import type { DockerfileSyntax, FromInstruction, Instruction, PairsInstruction } from '../syntax/tree.js';
import { globalLookup } from './variables.js';

/** Where a stage starts from. */
export type Base =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  /** `text` is the whole name after expansion with the defaults of the global ARGs. */
  | { readonly kind: 'image'; readonly text: string; readonly reference: ImageReference }
  /** The name depends on what is not known, or there is no FROM. */
  | { readonly kind: 'unknown' };

export interface Stage extends Span {
  readonly index: number;
  /** Undefined for instructions that no FROM precedes, as in a fragment. */
  readonly from: FromInstruction | undefined;
  /** In lower case, as the builder compares it. */
  readonly name: string | undefined;
  readonly base: Base;
  /** Those after FROM. */
  readonly instructions: readonly Instruction[];
  readonly final: boolean;
  readonly memory: Memory;
}

export interface Dockerfile extends DockerfileSyntax {
  readonly stages: readonly Stage[];
  /** The ARGs before the first FROM. */
  readonly globals: readonly PairsInstruction<'ARG'>[];
  /** The stage of each instruction, by the instruction's index; undefined before the first FROM. */
  readonly stageOf: readonly (Stage | undefined)[];
  readonly memory: Memory;
}

export function parseDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  return withStages(readDockerfile(text, previous), previous);
}

function withStages(syntax: DockerfileSyntax, previous: Dockerfile | undefined): Dockerfile {
  const { instructions } = syntax;
  const firstFrom = instructions.findIndex((instruction) => instruction.kind === 'FROM');
  const head = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
  const fragment = head.some((instruction) => instruction.kind !== 'ARG');
  const globals = fragment ? [] : head.filter((instruction) => instruction.kind === 'ARG');
  const stages: Stage[] = [];
  const stageOf: (Stage | undefined)[] = [];
  const starts: number[] = fragment ? [0] : [];
  instructions.forEach((instruction, i) => {
    if (instruction.kind === 'FROM') starts.push(i);
  });
  const lookup = globalLookup(globals, syntax.escape);
  starts.forEach((first, index) => {
    const last = starts[index + 1] ?? instructions.length;
    const opening = instructions[first];
    const from = opening?.kind === 'FROM' ? opening : undefined;
    const final = index === starts.length - 1;
    const before = previous?.stages[index];
    if (before && before.final === final && isWhole(before, instructions, first, last) && hasBase(before, stages)) {
      stages.push(before);
      for (let i = first; i < last; i++) stageOf[i] = before;
      return;
    }
    const body = instructions.slice(from ? first + 1 : first, last);
    const end = (body[body.length - 1] ?? opening)?.end ?? 0;
    const stage: Stage = {
      start: opening?.start ?? 0,
      end,
      index,
      from,
      name: stageName(from),
      base: baseOf(from, stages, (text) => expand(text, syntax.escape, lookup).value),
      instructions: body,
      final,
      memory: new Memory(),
    };
    stages.push(stage);
    for (let i = first; i < last; i++) stageOf[i] = stage;
  });
  return { ...syntax, stages, globals, stageOf, memory: new Memory() };
}

/**
 * Whether an earlier reading's stage has the same instructions, from the first to the last. As an instruction is taken
 * over only together with all text before it, everything else about such a stage is the same as well.
 */
function isWhole(stage: Stage, instructions: readonly Instruction[], first: number, last: number): boolean {
  const { from, instructions: own } = stage;
  const length = own.length + (from ? 1 : 0);
  return (
    length === last - first &&
    (from ?? own[0]) === instructions[first] &&
    (own[own.length - 1] ?? from) === instructions[last - 1]
  );
}

function hasBase({ base }: Stage, earlier: readonly Stage[]): boolean {
  return base.kind !== 'stage' || earlier[base.stage.index] === base.stage;
}

/** The builder takes the third word as a name only after AS, and only where no other follows. */
function stageName(from: FromInstruction | undefined): string | undefined {
  if (!from?.name || from.words.length !== 3 || from.as?.text.toUpperCase() !== 'AS') return undefined;
  return from.name.text.toLowerCase();
}

function baseOf(
  from: FromInstruction | undefined,
  earlier: readonly Stage[],
  resolve: (text: string) => string | undefined,
): Base {
  const text = from?.image ? resolve(from.image.text) : undefined;
  if (!text) return { kind: 'unknown' };
  const stage = findStage(earlier, text, earlier.length);
  if (stage) return { kind: 'stage', stage };
  if (text === 'scratch') return { kind: 'scratch' };
  return { kind: 'image', text, reference: parseReference(text) };
}

/** The last stage of that name among the first `before`; a later one shadows an earlier. */
export function findStage(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  for (let i = before - 1; i >= 0; i--) if (stages[i]?.name === name) return stages[i];
  return undefined;
}

/** A stage and those that it starts from, nearest first. */
export function stageChain(stage: Stage): readonly Stage[] {
  let chain = chains.get(stage);
  if (!chain) {
    const found: Stage[] = [];
    for (let at: Stage | undefined = stage; at; at = at.base.kind === 'stage' ? at.base.stage : undefined)
      found.push(at);
    chain = found;
    chains.set(stage, chain);
  }
  return chain;
}

const chains = new Memo<Stage, readonly Stage[]>();

/** The image at the bottom of a stage's chain, or undefined where it is scratch or not known. */
export function rootImage(stage: Stage): ImageReference | undefined {
  const chain = stageChain(stage);
  const base = chain[chain.length - 1]?.base;
  return base?.kind === 'image' ? base.reference : undefined;
}

/**
 * The stage that `--from` of COPY or of a mount names: any of those before, by name in any case, or, for COPY, by index.
 */
export function stageReferred(
  document: Dockerfile,
  user: Stage,
  name: string,
  by: 'name' | 'name-or-index',
): Stage | undefined {
  const found = findStage(document.stages, name.toLowerCase(), user.index);
  if (found || by === 'name' || !/^\d+$/.test(name)) return found;
  const index = Number(name);
  return index < user.index ? document.stages[index] : undefined;
}
