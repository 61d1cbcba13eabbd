import { replace, type TextEdit } from '../../../core/edit.js';
import { once } from '../../../core/memo.js';
import { type PathSegment, pathOf } from '../../../expr/path.js';
import { ungrouped } from '../../../expr/tree.js';
import { nodesOf, type ShellNodes } from '../../../shell/nodes.js';
import { readShell } from '../../../shell/read.js';
import { addEntry, written } from '../../../yaml/edits.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import { variableFor } from '../tables/variables.js';
import type { ActionFile } from './action-file.js';
import type { ExpressionUse } from './expressions.js';
import { namedEntry, scalarIn, valueIn } from './nodes.js';
import { type ShellName, shellOf, withoutExpressions } from './script.js';
import { addTable } from './set-input.js';
import type { Job, Step, Workflow } from './workflow.js';

// An expression in a script becomes a variable of the step's environment: the shell takes its value as data then.

export interface EnvMove {
  /** The variable that the script reads now. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Moves an expression of a `run` to `env`, where it names one value and the shell is known. Undefined elsewhere, and where the
 * script is nothing but the expression, which is there to be run.
 */
export function moveToEnv(
  use: ExpressionUse,
  around: {
    readonly step: Step;
    readonly job: Job | undefined;
    readonly workflow: Workflow | undefined;
    readonly action: ActionFile | undefined;
  },
  text: string,
): EnvMove | undefined {
  const { step, job, workflow, action } = around;
  if (use.scalar !== step.run || use.whole || !use.closed || !use.parsed.root) return undefined;
  const segments = pathOf(ungrouped(use.parsed.root));
  const variable = segments && variableNamed(segments);
  if (!variable) return undefined;
  const read = readOf(variable.name, shellOf(step, job, workflow).name, use);
  if (read === undefined) return undefined;
  const span = spanInScalar(use.scalar, use.outer.start, use.outer.end);
  const edits = [replace(span, escaped(read, use.scalar))];
  if (variable.isSet) return { name: variable.name, edits };
  const value = use.scalar.text.slice(use.outer.start, use.outer.end).replace(/\s+/g, ' ');
  const setting = settingOf(variable.name, value, step, text, (workflow ?? action)?.root);
  return setting && { name: variable.name, edits: [...edits, ...setting] };
}

/** The variable for a path of a context, and whether every step has it. */
function variableNamed(segments: readonly PathSegment[]): { name: string; isSet: boolean } | undefined {
  const [context, ...rest] = segments;
  if (!context || rest.length === 0) return undefined;
  const [property] = rest;
  const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);
  if (rest.length === 1 && property && property.style !== 'any') {
    if (context.name.toLowerCase() === 'env')
      return isName(property.name) ? { name: property.name, isSet: true } : undefined;
    const known = variableFor(context.name, property.name);
    if (known !== undefined) return { name: known, isSet: true };
  }
  const parts: string[] = [];
  for (const segment of segments) {
    if (segment.style !== 'any') parts.push(segment.name.replace(/\W/g, '_').toUpperCase());
    else {
      const which = ordinal(segment);
      if (which === undefined) return undefined;
      parts.splice(-1, 0, which);
    }
  }
  const name = parts.join('_');
  return isName(name) ? { name, isSet: false } : undefined;
}

/** `[0]` is the first of a list, `.*` any of it; what else stands in brackets has no name. */
function ordinal({ node }: PathSegment): string | undefined {
  if (node.kind === 'filter') return 'ANY';
  const index = node.kind === 'index' ? ungrouped(node.index) : undefined;
  if (index?.kind !== 'literal' || typeof index.value !== 'number' || !Number.isInteger(index.value) || index.value < 0)
    return undefined;
  return ['FIRST', 'SECOND', 'THIRD'][index.value] ?? `${index.value + 1}TH`;
}

/** How a shell reads a variable at the place of an expression; undefined where it cannot there. */
function readOf(name: string, shell: ShellName | undefined, use: ExpressionUse): string | undefined {
  const { start, end } = use.outer;
  const { script, nodes } = maskedOf(use.scalar);
  switch (shell) {
    case 'bash':
    case 'sh': {
      const quotes = quotesAt(nodes(), start);
      if (quotes === 'literal') return undefined;
      if (quotes === 'single') return `'"\${${name}}"'`;
      // A plain scalar that began with a quote would be a quoted one.
      return quotes === 'none' && (start > 0 || use.scalar.style !== 'plain') ? `"\${${name}}"` : `\${${name}}`;
    }
    case 'pwsh':
    case 'powershell':
      if (inSingleQuotes(script, start)) return undefined;
      return /^[\w:]/.test(script.slice(end, end + 1)) ? `\${env:${name}}` : `$env:${name}`;
    case 'cmd':
      return `%${name}%`;
    default:
      return undefined;
  }
}

/** A script without its expressions, and what bash reads in it: once for all of its expressions. */
const maskedOf = once((scalar: YamlScalar) => {
  const script = withoutExpressions(scalar.text);
  let nodes: ShellNodes | undefined;
  return { script, nodes: () => (nodes ??= nodesOf(readShell(script))) };
});

type Quotes = 'none' | 'double' | 'single' | 'literal' | 'inner';

/** The quotes that a place of a script of bash is in. `inner`: in an expansion, where they would be none. */
function quotesAt(nodes: ShellNodes, at: number): Quotes {
  let found: Quotes = 'none';
  let size = Number.POSITIVE_INFINITY;
  const look = (
    quotes: Quotes,
    places: readonly { readonly node: { readonly pos: number; readonly end: number } }[],
  ) => {
    for (const { node } of places) {
      if (node.pos > at || node.end <= at || node.end - node.pos >= size) continue;
      found = quotes;
      size = node.end - node.pos;
    }
  };
  look('double', nodes.of('DoubleQuoted'));
  look('single', nodes.of('SingleQuoted'));
  look('literal', nodes.of('AnsiCQuoted'));
  look('inner', nodes.of('ArithmeticExpansion'));
  look('inner', nodes.of('ParameterExpansion'));
  look('none', nodes.of('CommandExpansion'));
  for (const { node } of nodes.of('HereDoc')) {
    const body = node.body;
    if (body) look(node.delimiter?.quoted ? 'literal' : 'double', [{ node: body }]);
  }
  return found;
}

/** Whether a place of a PowerShell script is in a text that is taken as it is. */
function inSingleQuotes(script: string, at: number): boolean {
  let quote = '';
  for (let i = 0; i < at; i++) {
    const c = script[i] ?? '';
    if (quote === '') {
      if (c === '#') i = Math.max(i, script.indexOf('\n', i) === -1 ? at : script.indexOf('\n', i));
      else if (c === '"' || c === "'") quote = c;
      else if (c === '`') i++;
    } else if (c === '`' && quote === '"') i++;
    else if (c === quote) quote = '';
  }
  return quote === "'";
}

function escaped(read: string, { style }: YamlScalar): string {
  if (style === 'double') return read.replaceAll('"', '\\"');
  return style === 'single' ? read.replaceAll("'", "''") : read;
}

/** The edits that set a variable of a step; undefined where another value has its name, or there is no place for it. */
function settingOf(
  name: string,
  value: string,
  step: Step,
  text: string,
  root: YamlMap | undefined,
): readonly TextEdit[] | undefined {
  const env = valueIn(step.map, 'env');
  if (env?.kind === 'map' && env.entries.length > 0) {
    const known = namedEntry(env, name);
    if (known) return known.name === name && scalarIn(env, name)?.text === value ? [] : undefined;
    const edit = addEntry(text, env, [`${name}: ${written(value, 'plain', env.flow)}`]);
    return edit && [edit];
  }
  if (env) return undefined;
  return addTable(step.map, 'env', [`${name}: ${written(value, 'plain', step.map.flow)}`], text, root);
}
