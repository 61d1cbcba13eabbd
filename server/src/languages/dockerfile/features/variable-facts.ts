import type { FeatureContext } from '../../../core/features.js';
import { code } from '../../../core/markdown.js';
import { lineAt, lineIndex } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { VariableUse } from '../model/variable-uses.js';
import { expandAt, globalArguments, globalLookup, isGlobalArg, variableAt } from '../model/variables.js';
import type { Instruction, Pair } from '../syntax/tree.js';
import { stageName } from './stage-facts.js';

type Context = FeatureContext<Dockerfile>;

/** The value of a variable at a place, and where it comes from. */
export function variableText(context: Context, use: VariableUse): string {
  const found = use.role === 'definition' ? defined(context, use) : used(context, use);
  const name = code(use.name);
  const first =
    found.value === undefined
      ? `**${name}** ${found.set ? '— set, but the file does not tell to what' : '— not set here'}`
      : `**${name}** = ${code(found.value)}`;
  return [first, ...found.origin].join('\n\n');
}

interface Found {
  readonly set: boolean;
  readonly value: string | undefined;
  readonly origin: readonly string[];
}

function defined(context: Context, use: VariableUse): Found {
  const { document } = context;
  const { instruction, pair } = use;
  const by = `ENV of ${stageOf(context, instruction)}`;
  if (instruction.kind === 'ENV') {
    return { set: true, value: pair?.value && expandAt(document, instruction, pair.value).value, origin: [by] };
  }
  if (pair?.value) {
    return { set: true, value: expandAt(document, instruction, pair.value).value, origin: [defaultOf(use.name)] };
  }
  const state = globalLookup(document.globals, document.escape)(use.name);
  if (use.stage && isGlobalArg(document, use.name)) {
    return {
      set: true,
      value: state.set ? state.value : undefined,
      origin: ['The ARG above the first FROM, made known here.'],
    };
  }
  if (globalArguments.has(use.name)) return { set: true, value: undefined, origin: ['The builder sets it.'] };
  return {
    set: false,
    value: undefined,
    origin: [`ARG without a default: ${code(`--build-arg ${use.name}=…`)} sets it.`],
  };
}

function used(context: Context, use: VariableUse): Found {
  const { document } = context;
  if (!use.stage) return usedInHead(context, use);
  const variable = variableAt(document, use.instruction, use.name);
  if (!variable) {
    const origin = isGlobalArg(document, use.name)
      ? [`There is an ARG above the first FROM; ${code(`ARG ${use.name}`)} in this stage makes it known here.`]
      : [];
    return { set: false, value: undefined, origin };
  }
  const { kind, value, pair, instruction } = variable;
  switch (kind) {
    case 'image':
      return { set: true, value, origin: ['The base image sets it.'] };
    case 'proxy':
      return { set: true, value, origin: ['A proxy setting of the build.'] };
    case 'declared':
      if (globalArguments.has(use.name)) return { set: true, value, origin: ['The builder sets it.'] };
      return { set: false, value, origin: [`ARG without a default${placed(context, pair)}.`] };
    case 'arg':
      return { set: true, value, origin: [`ARG${placed(context, pair)}. ${defaultOf(use.name)}`] };
    default: {
      const where = instruction ? stageOf(context, instruction) : '';
      return { set: true, value, origin: [`ENV${placed(context, pair)}, in ${where}.`] };
    }
  }
}

function usedInHead(context: Context, use: VariableUse): Found {
  const { document } = context;
  const state = globalLookup(document.globals, document.escape, 'unknown', use.start)(use.name);
  const pair = document.globals
    .flatMap(({ pairs }) => pairs)
    .findLast(({ key, end }) => key.text === use.name && end < use.start);
  if (pair) {
    return {
      set: state.set,
      value: state.set ? state.value : undefined,
      origin: [`ARG${placed(context, pair)}. ${defaultOf(use.name)}`],
    };
  }
  if (globalArguments.has(use.name)) return { set: true, value: undefined, origin: ['The builder sets it.'] };
  return { set: false, value: undefined, origin: ['FROM sees only the ARGs above the first FROM.'] };
}

function placed({ text }: Context, pair: Pair | undefined): string {
  return pair ? ` in line ${lineAt(lineIndex(text), pair.start) + 1}` : '';
}

function defaultOf(name: string): string {
  return `${code(`--build-arg ${name}=…`)} changes it.`;
}

function stageOf({ document }: Context, instruction: Instruction): string {
  const stage = document.stageOf[instruction.index];
  return stage ? `stage ${stageName(stage)}` : 'the file';
}
