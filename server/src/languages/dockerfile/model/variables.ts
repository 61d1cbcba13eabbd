import { imageFacts } from '../images.js';
import { type Expansion, expand, type VariableState } from '../syntax/expansion.js';
import type { Instruction, Pair, PairsInstruction, Token } from '../syntax/tree.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from './dockerfile.js';

/** Build arguments that a FROM line may use without declaring them. */
export const globalArguments: ReadonlySet<string> = new Set([
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
]);

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** Variables that every RUN has without an ARG. */
export const proxyArguments: ReadonlySet<string> = new Set([...proxies, ...proxies.map((name) => name.toLowerCase())]);

/** Arguments that the builder itself reads; declaring or passing them is never a mistake. */
export const builderArguments: ReadonlySet<string> = new Set([
  'SOURCE_DATE_EPOCH',
  'BUILDKIT_SYNTAX',
  'BUILDKIT_INLINE_CACHE',
  'BUILDKIT_MULTI_PLATFORM',
  'BUILDKIT_CONTEXT_KEEP_GIT_DIR',
  'BUILDKIT_CACHE_MOUNT_NS',
  'BUILDKIT_SANDBOX_HOSTNAME',
  'BUILDKIT_BUILD_NAME',
  'BUILDKIT_DOCKERFILE_CHECK',
  'BUILDKIT_SBOM_SCAN_CONTEXT',
  'BUILDKIT_SBOM_SCAN_STAGE',
]);

/** What is known of a variable at a place. */
export interface Variable {
  readonly name: string;
  /** `declared`: an ARG without value, so a build may or may not set it. `image`: set by the base image. */
  readonly kind: 'env' | 'arg' | 'declared' | 'image' | 'proxy';
  /** Undefined where the file does not tell it. For an ARG it is the default. */
  readonly value: string | undefined;
  /** Where it is written; undefined for variables of the image and of the builder. */
  readonly pair: Pair | undefined;
  readonly instruction: Instruction | undefined;
}

/** Looks names up as a FROM line sees them: the global ARGs with their defaults, and the platform arguments. */
export function globalLookup(
  globals: readonly PairsInstruction<'ARG'>[],
  escape: string,
): (name: string) => VariableState {
  const values = new Map<string, VariableState>();
  const lookup = (name: string): VariableState =>
    values.get(name) ?? (globalArguments.has(name) ? { set: true, value: undefined } : { set: false });
  for (const instruction of globals) {
    for (const { key, value } of instruction.pairs) {
      // Without a default the value can only come from the command line.
      if (!value) values.set(key.text, { set: true, value: undefined });
      else values.set(key.text, { set: true, value: expand(value.text, escape, lookup).value });
    }
  }
  return lookup;
}

interface Definition {
  readonly index: number;
  readonly pair: Pair;
  readonly instruction: Instruction;
}

interface StageDefinitions {
  readonly env: ReadonlyMap<string, readonly Definition[]>;
  readonly arg: ReadonlyMap<string, readonly Definition[]>;
}

const definitions = new WeakMap<Stage, StageDefinitions>();

function definitionsOf(stage: Stage): StageDefinitions {
  const cached = definitions.get(stage);
  if (cached) return cached;
  const env = new Map<string, Definition[]>();
  const arg = new Map<string, Definition[]>();
  for (const instruction of stage.instructions) {
    if (instruction.kind !== 'ENV' && instruction.kind !== 'ARG') continue;
    const into = instruction.kind === 'ENV' ? env : arg;
    for (const pair of instruction.pairs) {
      const list = into.get(pair.key.text) ?? [];
      list.push({ index: instruction.index, pair, instruction });
      into.set(pair.key.text, list);
    }
  }
  const found = { env, arg };
  definitions.set(stage, found);
  return found;
}

function lastBefore(list: readonly Definition[] | undefined, index: number): Definition | undefined {
  if (!list) return undefined;
  for (let i = list.length - 1; i >= 0; i--) if ((list[i]?.index ?? index) < index) return list[i];
  return undefined;
}

/**
 * The variable of that name as an instruction sees it: set before it in its stage, in the stages that this one starts
 * from, or by the base image. ENV wins over ARG wherever they stand.
 * @returns undefined where it is not set, as far as the file and the image table tell.
 */
export function variableAt(document: Dockerfile, instruction: Instruction, name: string): Variable | undefined {
  const stage = document.stageOf[instruction.index];
  if (!stage) return undefined;
  return variableBefore(document, stage, instruction.index, name);
}

/** As `variableAt`, at the end of a stage. */
export function variableAtEnd(document: Dockerfile, stage: Stage, name: string): Variable | undefined {
  return variableBefore(document, stage, Number.POSITIVE_INFINITY, name);
}

function variableBefore(document: Dockerfile, stage: Stage, before: number, name: string): Variable | undefined {
  const chain = stageChain(stage);
  for (const kind of ['env', 'arg'] as const) {
    for (const at of chain) {
      const found = lastBefore(definitionsOf(at)[kind].get(name), at === stage ? before : Number.POSITIVE_INFINITY);
      if (found) return describe(document, name, kind, found);
    }
  }
  const image = rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  if (name === 'PATH' || facts?.env?.includes(name)) {
    return { name, kind: 'image', value: undefined, pair: undefined, instruction: undefined };
  }
  if (proxyArguments.has(name)) {
    return { name, kind: 'proxy', value: undefined, pair: undefined, instruction: undefined };
  }
  return undefined;
}

const described = new WeakMap<Pair, Variable>();

function describe(document: Dockerfile, name: string, kind: 'env' | 'arg', at: Definition): Variable {
  const cached = described.get(at.pair);
  if (cached && cached.instruction === at.instruction) return cached;
  const { value } = at.pair;
  let variable: Variable = { name, kind: 'declared', value: undefined, pair: at.pair, instruction: at.instruction };
  if (value) {
    variable = { ...variable, kind, value: expandAt(document, at.instruction, value).value };
  } else if (kind === 'env') {
    variable = { ...variable, kind };
  } else {
    const inherited = globalLookup(document.globals, document.escape)(name);
    const isGlobal = document.globals.some((arg) => arg.pairs.some((pair) => pair.key.text === name));
    if (isGlobal && inherited.set && inherited.value !== undefined) {
      variable = { ...variable, kind: 'arg', value: inherited.value };
    }
  }
  described.set(at.pair, variable);
  return variable;
}

/** Expands a token with the variables that its instruction sees. */
export function expandAt(document: Dockerfile, instruction: Instruction, token: Token): Expansion {
  if (!document.stageOf[instruction.index] || instruction.kind === 'FROM') {
    const before = document.globals.filter((arg) => arg.index < instruction.index);
    return expand(token.text, document.escape, globalLookup(before, document.escape));
  }
  return expand(token.text, document.escape, (name) => {
    const variable = variableAt(document, instruction, name);
    if (!variable) return { set: false };
    return { set: true, value: variable.value };
  });
}
