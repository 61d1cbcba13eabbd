import { Memo } from '../../../core/memo.js';
import { imageFacts } from '../../../images/base-images.js';
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

type Lookup = (name: string) => VariableState;

/**
 * Looks names up as a FROM line sees them: the global ARGs with their defaults, and the platform arguments.
 * @param withoutDefault what an ARG without a default counts as: `unknown`, as a build may set it, or `unset`, as in a
 * build that sets nothing.
 * @param before only what is written before this offset counts.
 */
export function globalLookup(
  globals: readonly PairsInstruction<'ARG'>[],
  escapeToken: string,
  withoutDefault: 'unknown' | 'unset' = 'unknown',
  before: number = Number.POSITIVE_INFINITY,
): Lookup {
  const values = new Map<string, VariableState>();
  const lookup: Lookup = (name) =>
    values.get(name) ?? (globalArguments.has(name) ? { set: true, value: undefined } : { set: false });
  for (const instruction of globals) {
    for (const { key, value, start } of instruction.pairs) {
      if (start >= before) return lookup;
      if (value) values.set(key.text, { set: true, value: expand(value.text, escapeToken, lookup).value });
      // An ARG without a default leaves what an earlier one of that name set.
      else if (withoutDefault === 'unknown' && !values.has(key.text)) {
        values.set(key.text, { set: true, value: undefined });
      }
    }
  }
  return lookup;
}

/** Whether an ARG before the first FROM has that name. */
export function isGlobalArg(document: Dockerfile, name: string): boolean {
  let names = globalNames.get(document);
  if (!names) {
    names = new Set(document.globals.flatMap((arg) => arg.pairs.map((pair) => pair.key.text)));
    globalNames.set(document, names);
  }
  return names.has(name);
}

const globalNames = new Memo<Dockerfile, ReadonlySet<string>>();
const fromLookups = new Memo<Dockerfile, Lookup>();

/** What FROM lines see. */
function fromLookup(document: Dockerfile): Lookup {
  let lookup = fromLookups.get(document);
  if (!lookup) {
    lookup = globalLookup(document.globals, document.escape);
    fromLookups.set(document, lookup);
  }
  return lookup;
}

/**
 * The text of a FROM line as it is in every build: what no ARG declares is empty there, and a build argument cannot
 * change it. Where one can, the value is undefined.
 */
export function fixedInFrom(document: Dockerfile, text: string): Expansion {
  return expand(text, document.escape, (name) =>
    globalArguments.has(name) || isGlobalArg(document, name) ? { set: true, value: undefined } : { set: false },
  );
}

interface Definition {
  readonly index: number;
  readonly variable: Variable;
  /** Whether the name surely has a value from here on: an ARG without one only lets a build give it. */
  readonly sets: boolean;
}

type Definitions = ReadonlyMap<string, readonly Definition[]>;

const definitions = new Memo<Stage, Definitions>();

/** What the ENVs and ARGs of a stage define, in order, each with the value that it has there. */
function definitionsOf(document: Dockerfile, stage: Stage): Definitions {
  const cached = definitions.get(stage);
  if (cached) return cached;
  // Base stages first, so that no chain of stages is too long for the stack.
  for (const at of [...stageChain(stage)].reverse()) {
    if (!definitions.get(at)) definitions.set(at, define(document, at));
  }
  return definitions.get(stage) ?? new Map();
}

function define(document: Dockerfile, stage: Stage): Definitions {
  const found = new Map<string, Definition[]>();
  const base = stage.base.kind === 'stage' ? stage.base.stage : undefined;
  const state: Lookup = (name) => {
    const own = found.get(name);
    const set = own?.findLast((definition) => definition.sets)?.variable;
    return stateOf(set ?? inherited(document, stage, base, name) ?? own?.[0]?.variable);
  };
  const globals = globalLookup(document.globals, document.escape);
  for (const instruction of stage.instructions) {
    if (instruction.kind !== 'ENV' && instruction.kind !== 'ARG') continue;
    const added: [string, Definition][] = [];
    for (const pair of instruction.pairs) {
      const name = nameOf(document, instruction, pair, state);
      const variable = describe(document, instruction, name, pair, state, globals);
      const sets = pair.value !== undefined || instruction.kind === 'ENV' || globals(name).set;
      added.push([name, { index: instruction.index, variable, sets }]);
      // The words of an ENV see what was before it; those of an ARG are read one after the other.
      if (instruction.kind === 'ARG') add(found, added);
    }
    add(found, added);
  }
  return found;
}

function add(into: Map<string, Definition[]>, added: [string, Definition][]): void {
  for (const [name, definition] of added.splice(0)) {
    const list = into.get(name);
    if (list) list.push(definition);
    else into.set(name, [definition]);
  }
}

/** The builder expands the names of an ENV, quotes included, but not those of an ARG. */
function nameOf(document: Dockerfile, instruction: Instruction, pair: Pair, state: Lookup): string {
  const { text } = pair.key;
  return instruction.kind === 'ENV' ? (expand(text, document.escape, state).value ?? text) : text;
}

function describe(
  document: Dockerfile,
  instruction: PairsInstruction<'ENV'> | PairsInstruction<'ARG'>,
  name: string,
  pair: Pair,
  state: Lookup,
  globals: Lookup,
): Variable {
  const at = { name, pair, instruction };
  const kind = instruction.kind === 'ENV' ? 'env' : 'arg';
  if (pair.value) return { ...at, kind, value: expand(pair.value.text, document.escape, state).value };
  if (kind === 'env') return { ...at, kind, value: undefined };
  const inheritedState = globals(name);
  const value = inheritedState.set && isGlobalArg(document, name) ? inheritedState.value : undefined;
  return value === undefined ? { ...at, kind: 'declared', value } : { ...at, kind, value };
}

function stateOf(variable: Variable | undefined): VariableState {
  return variable ? { set: true, value: variable.value } : { set: false };
}

function inherited(document: Dockerfile, stage: Stage, base: Stage | undefined, name: string): Variable | undefined {
  return base ? variableAtEnd(document, base, name) : fromImage(stage, name);
}

function fromImage(stage: Stage, name: string): Variable | undefined {
  const image = rootImage(stage);
  const known = name === 'PATH' || (image && imageFacts(image.repository, image.tag)?.env?.includes(name));
  return known ? unwritten(name, 'image') : undefined;
}

function unwritten(name: string, kind: 'image' | 'proxy'): Variable {
  return { name, kind, value: undefined, pair: undefined, instruction: undefined };
}

/**
 * The variable of that name as an instruction sees it: set before it in its stage, in the stages that this one starts
 * from, or by the base image. The last that sets it wins, whether ENV or ARG, as in the builder.
 * @returns undefined where it is not set, as far as the file and the image table tell.
 */
export function variableAt(document: Dockerfile, instruction: Instruction, name: string): Variable | undefined {
  const stage = document.stageOf[instruction.index];
  return stage && variableBefore(document, stage, (definition) => definition.index < instruction.index, name);
}

/** As `variableAt`, at the end of a stage. */
export function variableAtEnd(document: Dockerfile, stage: Stage, name: string): Variable | undefined {
  return variableBefore(document, stage, () => true, name);
}

function variableBefore(
  document: Dockerfile,
  stage: Stage,
  counts: (definition: Definition) => boolean,
  name: string,
): Variable | undefined {
  definitionsOf(document, stage);
  let declared: Variable | undefined;
  for (let at: Stage | undefined = stage; at; at = at.base.kind === 'stage' ? at.base.stage : undefined) {
    const list = definitions.get(at)?.get(name) ?? [];
    for (let i = list.length - 1; i >= 0; i--) {
      const definition = list[i];
      if (!definition || (at === stage && !counts(definition))) continue;
      if (definition.sets) return definition.variable;
      declared ??= definition.variable;
    }
  }
  return fromImage(stage, name) ?? declared ?? (proxyArguments.has(name) ? unwritten(name, 'proxy') : undefined);
}

/** The names that an instruction sees, those of the base image included. */
export function namesAt(document: Dockerfile, instruction: Instruction): readonly string[] {
  const stage = document.stageOf[instruction.index];
  if (!stage) return [];
  const names = new Set<string>();
  for (const at of stageChain(stage)) {
    for (const [name, list] of definitionsOf(document, at)) {
      if (at !== stage || list.some((definition) => definition.index < instruction.index)) names.add(name);
    }
  }
  const image = rootImage(stage);
  for (const name of (image && imageFacts(image.repository, image.tag)?.env) ?? []) names.add(name);
  return [...names];
}

/** Expands a token with the variables that its instruction sees. */
export function expandAt(document: Dockerfile, instruction: Instruction, token: Token): Expansion {
  const stage = document.stageOf[instruction.index];
  if (instruction.kind === 'FROM') return expand(token.text, document.escape, fromLookup(document));
  if (!stage) {
    return expand(token.text, document.escape, globalLookup(document.globals, document.escape, 'unknown', token.start));
  }
  const isArg = instruction.kind === 'ARG' && !instruction.trigger;
  const counts = ({ index, variable }: Definition): boolean =>
    index < instruction.index || (isArg && index === instruction.index && (variable.pair?.end ?? 0) <= token.start);
  return expand(token.text, document.escape, (name) => stateOf(variableBefore(document, stage, counts, name)));
}
