import { replace } from '../../../core/edit.js';
import type { FeatureContext, Highlight, Place, RenameResult, RenameTarget } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { type StageUse, stageUses } from '../model/stage-uses.js';
import { sameVariable, type VariableUse, variableUses } from '../model/variable-uses.js';
import type { Heredoc } from '../syntax/tree.js';
import { pathAt } from './paths.js';

type Context = FeatureContext<Dockerfile>;

/** What a name under the cursor stands for, with every place where it is written. */
type Named =
  | { readonly kind: 'stage'; readonly at: StageUse; readonly all: readonly StageUse[] }
  | { readonly kind: 'variable'; readonly at: VariableUse; readonly all: readonly VariableUse[] }
  | { readonly kind: 'heredoc'; readonly at: Span; readonly heredoc: Heredoc };

function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function namedAt(document: Dockerfile, offset: number): Named | undefined {
  const variable = variableUses(document).find((use) => touches(use, offset));
  if (variable) return { kind: 'variable', at: variable, all: sameVariable(document, variable) };
  const uses = stageUses(document);
  const at = uses.find((use) => touches(use, offset));
  if (at) return { kind: 'stage', at, all: uses.filter((use) => use.stage === at.stage) };
  for (const instruction of document.instructions) {
    for (const heredoc of instruction.heredocs) {
      for (const span of heredocNames(document, heredoc)) {
        if (touches(span, offset)) return { kind: 'heredoc', at: span, heredoc };
      }
    }
  }
  return undefined;
}

/** The word of a heredoc where it is opened (without quotes) and where it ends. */
function heredocNames(document: Dockerfile, heredoc: Heredoc): readonly Span[] {
  const { opener, name } = heredoc;
  const at = document.text.indexOf(name, opener.start);
  const spans = at !== -1 && at < opener.end ? [{ start: at, end: at + name.length }] : [];
  if (heredoc.terminated) spans.push({ start: heredoc.end - name.length, end: heredoc.end });
  return spans;
}

function places(spans: readonly Span[]): Place[] {
  return spans.map(({ start, end }) => ({ span: { start, end } }));
}

export function define(context: Context, offset: number): readonly Place[] {
  const { document } = context;
  const named = namedAt(document, offset);
  switch (named?.kind) {
    case 'stage': {
      const from = named.at.stage.from;
      const target = from?.name ?? from?.keyword;
      return target ? places([target]) : [];
    }
    case 'variable': {
      const definitions = named.all.filter((use) => use.role === 'definition');
      // The definition in force is the last one before; failing that, the first.
      const before = definitions.filter((use) => use.start < named.at.start);
      const local = before.filter((use) => use.stage === named.at.stage);
      const target = local[local.length - 1] ?? before[before.length - 1] ?? definitions[0];
      return target ? places([target]) : [];
    }
    case 'heredoc':
      return places(heredocNames(document, named.heredoc).slice(0, 1));
    default: {
      const path = pathAt(context, offset);
      return path ? [{ path: path.path, span: { start: 0, end: 0 } }] : [];
    }
  }
}

export function references(context: Context, offset: number): readonly Place[] {
  const named = namedAt(context.document, offset);
  if (!named) return [];
  return places(named.kind === 'heredoc' ? heredocNames(context.document, named.heredoc) : named.all);
}

export function highlights(context: Context, offset: number): readonly Highlight[] {
  const named = namedAt(context.document, offset);
  if (!named) return [];
  if (named.kind === 'heredoc') {
    return heredocNames(context.document, named.heredoc).map((span) => ({ span, kind: 'text' }));
  }
  return named.all.map(({ start, end, role }) => ({
    span: { start, end },
    kind: role === 'definition' ? 'write' : 'read',
  }));
}

export function prepareRename(context: Context, offset: number): RenameTarget | undefined {
  const named = namedAt(context.document, offset);
  if (!named || (named.kind === 'stage' && named.at.byIndex)) return undefined;
  // Names that the builder or the base image sets are not ours to change.
  if (named.kind === 'variable' && !named.all.some((use) => use.role === 'definition')) return undefined;
  const { start, end } = named.at;
  return { span: { start, end }, name: context.text.slice(start, end) };
}

const stageName = /^[a-z][a-z0-9_.-]*$/;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function rename(context: Context, offset: number, name: string): RenameResult {
  const { document } = context;
  const named = namedAt(document, offset);
  if (!named) return { refused: 'There is nothing here that can be renamed.' };
  switch (named.kind) {
    case 'stage': {
      if (!stageName.test(name)) {
        return { refused: 'A stage name starts with a lower-case letter and goes on with a-z, 0-9, "-", "_" and ".".' };
      }
      if (name === 'scratch' || name === 'context')
        return { refused: `The builder keeps the name "${name}" for itself.` };
      if (document.stages.some((stage) => stage.name === name && stage !== named.at.stage)) {
        return { refused: `There is a stage "${name}" already.` };
      }
      return { edits: named.all.filter((use) => !use.byIndex).map((use) => replace(use, name)) };
    }
    case 'variable': {
      if (!variableName.test(name)) return { refused: 'A variable name has letters, digits and "_", no digit first.' };
      const taken = variableUses(document).some((use) => use.name === name && use.role === 'definition');
      if (taken && named.at.name !== name) return { refused: `There is a variable "${name}" already.` };
      return { edits: named.all.map((use) => replace(use, name)) };
    }
    case 'heredoc': {
      if (!/^\w+$/.test(name)) return { refused: 'The word of a heredoc has letters, digits and "_".' };
      const { body } = named.heredoc;
      const lines = document.text.slice(body.start, body.end).split('\n');
      if (lines.some((line) => line.replace(/\r$/, '').replace(/^\t+/, '') === name)) {
        return { refused: `The text has a line "${name}", which would end it.` };
      }
      return { edits: heredocNames(document, named.heredoc).map((span) => replace(span, name)) };
    }
  }
}
