import type { YamlNode, YamlScalar, YamlSeq } from '../tree.js';
import { isEmpty, resolved, valueOf } from '../values.js';
import { At } from './at.js';
import { mostMerged } from './merged.js';
import { chosenObject, objectCheck } from './object.js';
import type { SchemaProblem } from './problem.js';
import { refusalOfText, scalarTest } from './scalar.js';
import {
  type Alternative,
  alternativesOf,
  type Dialect,
  type ListSchema,
  type Schema,
  type SchemaTable,
  type ValueKind,
} from './schema.js';

/** Checks a node against one schema. It never throws, and takes time in line with the size of what it checks. */
export type Check = (node: YamlNode | undefined, at: At, run: Run) => void;

/** One check of a document. */
export interface Run {
  readonly problems: SchemaProblem[];
  /** Whether a thing is met for the first time in a role: what an anchor names is checked once for each. */
  first(thing: object, role: object): boolean;
  readonly budget: { left: number };
}

function newRun(): Run {
  const seen = new Map<object, Set<object>>();
  return {
    problems: [],
    budget: { left: mostMerged },
    first(thing, role) {
      const things = seen.get(role) ?? new Set();
      if (things.has(thing)) return false;
      seen.set(role, things.add(thing));
      return true;
    },
  };
}

/** Whether a check finds nothing. */
export function passes(check: Check, node: YamlNode | undefined, at: At): boolean {
  const trial = newRun();
  check(node, at, trial);
  return trial.problems.length === 0;
}

export interface Compiler {
  readonly table: SchemaTable;
  check(schema: Schema): Check;
}

/** Nothing that people write is so deep. */
const deepest = 200;

/** The check of whole documents. What a schema names is compiled when it is first needed. */
export function checkerOf(table: SchemaTable): (root: YamlNode | undefined) => readonly SchemaProblem[] {
  const known = new Map<Schema, Check>();
  const compiler: Compiler = {
    table,
    check(schema) {
      const before = known.get(schema);
      if (before) return before;
      let compiled: Check | undefined;
      const check: Check = (node, at, run) => {
        compiled ??= compile(compiler, schema);
        if (at.depth < deepest) compiled(node, at, run);
      };
      known.set(schema, check);
      return check;
    },
  };
  const check = compiler.check(table.root);
  return (root) => {
    if (!root) return [];
    const run = newRun();
    check(root, At.root({ start: root.start, end: Math.min(root.end, root.start + 1) }), run);
    return run.problems;
  };
}

function compile(compiler: Compiler, schema: Schema): Check {
  const { table } = compiler;
  const { dialect } = table;
  const alternatives = alternativesOf(table, schema);
  if (alternatives.some(({ kind }) => kind === 'any')) return () => {};
  const objects = of(alternatives, 'object').map((one) => objectCheck(compiler, one.schema));
  const lists = of(alternatives, 'list').map((one) => listCheck(compiler, one.schema));
  const scalars = of(alternatives, 'scalar');
  const tests = scalars.map((one) => scalarTest(one.schema, dialect));
  const acceptsNull = scalars.some(
    ({ schema: { type, enum: values, pattern, format } }) =>
      type === 'null' || (dialect.textual && type === 'string' && !values && pattern === undefined && !format),
  );
  const expected = expectedOf(alternatives);
  const role = {};
  const accepts = acceptsNull || dialect.emptyIsAbsent === true;

  const wrongType = (node: YamlNode | undefined, at: At, run: Run, actual: ValueKind): void => {
    let remedy: 'quote' | 'wrap' | undefined;
    if (node?.kind === 'scalar' && !node.tag && actual !== 'null') {
      const refusal = refusalOfText(tests, node, at);
      // With quotes it would still not look as it has to, so that this is what is wrong with it.
      if (refusal !== undefined && refusal !== 'type' && refusal.kind === 'format') {
        run.problems.push(refusal);
        return;
      }
      remedy = refusal === undefined ? 'quote' : lists.some(({ item }) => passes(item, node, at)) ? 'wrap' : undefined;
    }
    run.problems.push({ kind: 'wrong-type', span: spanOf(node, at), path: at.path(), node, expected, actual, remedy });
  };

  return (node, at, run) => {
    const value = resolved(node);
    if (node && (dialect.passes?.(node) || (value ? dialect.passes?.(value) : true))) return;
    if (!value || isEmpty(value)) {
      if (!accepts) wrongType(node, at, run, 'null');
    } else if (value.kind === 'scalar') {
      if (dialect.isUnknown?.(value)) return;
      let refusal: SchemaProblem | undefined;
      for (const test of tests) {
        const found = test(value, at);
        if (!found) return;
        if (found !== 'type') refusal ??= found;
      }
      if (!refusal) wrongType(node, at, run, kindOf(value, dialect));
      else
        run.problems.push(
          node?.kind === 'alias' ? { ...refusal, span: node, ...('node' in refusal && { node }) } : refusal,
        );
    } else if (value.kind === 'map') {
      if (objects.length === 0) wrongType(node, at, run, 'map');
      else if (!value.anchor || run.first(value, role)) chosenObject(objects, value)?.check(value, at, run);
    } else if (lists.length === 0) wrongType(node, at, run, 'list');
    else if (!value.anchor || run.first(value, role)) chosenList(lists, value)?.check(value, at, run);
  };
}

function of<K extends Alternative['kind']>(
  alternatives: readonly Alternative[],
  kind: K,
): readonly Extract<Alternative, { kind: K }>[] {
  return alternatives.filter((one): one is Extract<Alternative, { kind: K }> => one.kind === kind);
}

function expectedOf(alternatives: readonly Alternative[]): readonly ValueKind[] {
  const kinds = alternatives.flatMap((one): ValueKind[] =>
    one.kind === 'object' ? ['map'] : one.kind === 'list' ? ['list'] : one.kind === 'scalar' ? [one.schema.type] : [],
  );
  return [...new Set(kinds)];
}

function kindOf(scalar: YamlScalar, dialect: Dialect): ValueKind {
  const value = (dialect.value ?? valueOf)(scalar);
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value === 'string' ? 'string' : 'boolean';
}

/** What is marked: a scalar, or the key of anything larger. */
function spanOf(node: YamlNode | undefined, at: At): { start: number; end: number } {
  const isShort = node && (node.kind === 'scalar' || node.kind === 'alias' || node.flow) && node.end > node.start;
  const { start, end } = isShort ? node : at.place;
  return { start, end };
}

interface ListCheck {
  readonly item: Check;
  readonly kinds: ReadonlySet<string>;
  check(seq: YamlSeq, at: At, run: Run): void;
}

function listCheck(compiler: Compiler, { items, min = 0, unique = false }: ListSchema): ListCheck {
  const item = compiler.check(items);
  const { dialect } = compiler.table;
  return {
    item,
    get kinds() {
      return new Set(alternativesOf(compiler.table, items).map(({ kind }) => kind));
    },
    check(seq, at, run) {
      if (seq.items.length < min)
        run.problems.push({ kind: 'too-few', span: spanOf(seq, at), path: at.path(), limit: String(min) });
      const values = new Set<string>();
      seq.items.forEach(({ value: node, start, end }, index) => {
        const place = { start, end: Math.min(end, start + 1) };
        const here = at.below(index, place);
        item(node, here, run);
        const value = resolved(node);
        if (!unique || value?.kind !== 'scalar' || dialect.isUnknown?.(value) || dialect.passes?.(value)) return;
        const known = `${kindOf(value, dialect)} ${valueOf(value)}`;
        if (values.has(known))
          run.problems.push({ kind: 'duplicate-item', span: spanOf(node, here), path: here.path(), value: value.text });
        values.add(known);
      });
    },
  };
}

/** Of several kinds of lists the one whose items are like the first item. */
function chosenList(lists: readonly ListCheck[], seq: YamlSeq): ListCheck | undefined {
  if (lists.length === 1) return lists[0];
  const first = resolved(seq.items[0]?.value)?.kind ?? 'scalar';
  const kind = first === 'map' ? 'object' : first === 'seq' ? 'list' : 'scalar';
  return lists.find(({ kinds }) => kinds.has(kind)) ?? lists[0];
}
