import { nearest } from '../core/nearest.js';
import type { Span } from '../core/text.js';
import { checkCall } from './check-call.js';
import type { ExprFinding, TypeMismatch } from './findings.js';
import { dotted, pathOf } from './path.js';
import type { CompareNode, ContextNode, ExprNode, FilterNode, IndexNode, LogicalNode } from './tree.js';
import { ungrouped } from './tree.js';
import type { ObjectType, Property, Type } from './types.js';
import * as t from './types.js';

export type { ExprFinding } from './findings.js';

/** What an expression can use where it stands. */
export interface ExprEnvironment {
  /** All contexts that there are, by their names in lower case; also those that are not available here. */
  readonly contexts: Readonly<Record<string, Type>>;
  /** Names of the available contexts, in lower case; undefined for all. */
  readonly available?: ReadonlySet<string> | undefined;
  /** Names of the special functions (status functions, `hashFiles`) that may be called, in lower case; undefined for all. */
  readonly functions?: ReadonlySet<string> | undefined;
  /** Whether `success` and `failure` may name jobs, as in the `if` of a job. */
  readonly jobs?: boolean | undefined;
}

export interface CheckedExpression {
  readonly type: Type;
  /** In the order in which they are met, operands first. */
  readonly findings: readonly ExprFinding[];
  /** The type of every node of the tree. */
  readonly types: ReadonlyMap<ExprNode, Type>;
  /** What is known of the properties that are accessed, by their `property` and `index` nodes. */
  readonly properties: ReadonlyMap<ExprNode, Property>;
}

/** Gives a tree's type, and what is wrong with it. Nodes that are missing have any type. */
export function checkExpression(root: ExprNode, environment: ExprEnvironment): CheckedExpression {
  const checker = new Checker(environment);
  const { type } = checker.check(root);
  const { findings, types, properties } = checker;
  return { type, findings, types, properties };
}

/** The type of a node; and what it is if the value is truthy, and if it is falsy, where that is known to differ. */
interface Typed {
  readonly type: Type;
  readonly truthy?: Type | undefined;
  readonly falsy?: Type | undefined;
}

class Checker {
  readonly findings: ExprFinding[] = [];
  readonly types: Map<ExprNode, Type> = new Map();
  readonly properties: Map<ExprNode, Property> = new Map();
  readonly #environment: ExprEnvironment;

  constructor(environment: ExprEnvironment) {
    this.#environment = environment;
  }

  check(node: ExprNode): Typed {
    const typed = this.#typed(node);
    this.types.set(node, typed.type);
    return typed;
  }

  #typed(node: ExprNode): Typed {
    switch (node.kind) {
      case 'literal':
        return { type: t.typeOfValue(node.value) };
      case 'context':
        return { type: this.#context(node) };
      case 'property': {
        const object = this.check(node.object).type;
        return { type: node.name === '' ? t.any : this.#access(node, object, node.name, node.nameSpan) };
      }
      case 'index':
        return { type: this.#index(node) };
      case 'filter':
        return { type: this.#filter(node) };
      case 'call': {
        const args = node.args.map((argument) => this.check(argument).type);
        return { type: checkCall(node, args, this.#environment, this.findings) };
      }
      case 'not':
        this.check(node.operand);
        return { type: t.bool };
      case 'compare':
        return { type: this.#comparison(node) };
      case 'logical':
        return this.#logical(node);
      case 'group':
        return this.check(node.inner);
      case 'missing':
        return { type: t.any };
    }
  }

  #context(node: ContextNode): Type {
    const { contexts, available } = this.#environment;
    const { start, end } = node;
    const name = node.name.toLowerCase();
    const type = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
    if (!type) {
      const candidates = available ? [...available] : Object.keys(contexts);
      this.findings.push({ kind: 'unknown-context', name: node.name, nearest: nearest(name, candidates), start, end });
      return t.any;
    }
    if (!available || available.has(name)) return type;
    this.findings.push({ kind: 'context-not-available', name: node.name, available: [...available], start, end });
    return t.any;
  }

  /** The type of a property by its name, written after a dot or as a string in an index. */
  #access(node: ExprNode & { object: ExprNode }, object: Type, name: string, at: Span): Type {
    if (object.kind === 'any') return t.any;
    if (object.kind === 'object') return this.#property(node, object, name, at);
    if (object.kind === 'array' && object.filtered) {
      if (object.elem.kind === 'any') return object;
      if (object.elem.kind === 'object') return filtered(this.#property(node, object.elem, name, at));
    }
    this.#mismatch('property', node.object, object, at, { name });
    return t.any;
  }

  #property(node: ExprNode & { object: ExprNode }, object: ObjectType, name: string, { start, end }: Span): Type {
    const property = t.propertyOf(object, name);
    if (property) this.properties.set(node, property);
    if (property?.deprecated !== undefined)
      this.findings.push({ kind: 'deprecated-property', property, path: nameOf(node.object), start, end });
    if (property && !(object.known && !object.props.has(name.toLowerCase()))) return property.type;
    const strict = object.rest === undefined;
    const path = nameOf(node.object);
    const candidates = [...object.props.values()].map((one) => one.name);
    const near = nearest(name, candidates);
    this.findings.push({ kind: 'unknown-property', name, object, path, strict, nearest: near, candidates, start, end });
    return t.any;
  }

  #index(node: IndexNode): Type {
    const object = this.check(node.object).type;
    const index = this.check(node.index).type;
    const literal = ungrouped(node.index);
    if (
      literal.kind === 'literal' &&
      typeof literal.value === 'string' &&
      (object.kind === 'object' || isFiltered(object))
    )
      return this.#access(node, object, literal.value, literal);
    switch (object.kind) {
      case 'any':
        return t.any;
      case 'array':
        if (object.filtered && (index.kind === 'string' || index.kind === 'number')) return t.any;
        if (index.kind === 'any' || index.kind === 'number') return object.elem;
        this.#mismatch('array-index', node.object, index, literal, { expected: t.number });
        return t.any;
      case 'object':
        if (index.kind === 'any' || index.kind === 'string') return object.rest ?? t.any;
        this.#mismatch('object-index', node.object, index, literal, { expected: t.string });
        return t.any;
      default:
        this.#mismatch('index', node.object, object, node.index);
        return t.any;
    }
  }

  #filter(node: FilterNode): Type {
    const object = this.check(node.object).type;
    const elem = object.kind === 'array' && object.filtered ? elements(object.elem) : elements(object);
    if (elem === undefined) {
      const reason = object.kind === 'object' || object.kind === 'array' ? 'filter-elements' : 'filter';
      this.#mismatch(reason, node.object, object, node.star);
    }
    return elem ? filtered(elem) : t.any;
  }

  #comparison(node: CompareNode): Type {
    const left = this.check(node.left).type;
    const right = this.check(node.right).type;
    const { operator, start, end } = node;
    const equality = operator === '==' || operator === '!=';
    const fine = equality ? mayBeEqual(left, right) : isOrdered(left) && isOrdered(right);
    if (!fine) this.findings.push({ kind: 'invalid-comparison', operator, left, right, start, end });
    return t.bool;
  }

  /** `a && b` is a falsy `a`, or `b`; `a || b` a truthy `a`, or `b`. */
  #logical(node: LogicalNode): Typed {
    const [first, ...others] = node.operands.map((operand) => this.check(operand));
    let all: Typed = first ?? { type: t.any };
    for (const next of others) {
      const falsy = all.falsy ?? all.type;
      const truthy = all.truthy ?? all.type;
      if (node.operator === '&&') {
        const type = t.join(falsy, next.type);
        all = { type, truthy: next.truthy ?? next.type, falsy: t.join(falsy, next.falsy ?? next.type) };
      } else {
        // A null is never truthy.
        const left = truthy.kind === 'null' ? undefined : truthy;
        const type = t.join(left, next.type);
        all = { type, truthy: t.join(left, next.truthy ?? next.type), falsy: next.falsy ?? next.type };
      }
    }
    return all;
  }

  #mismatch(
    reason: TypeMismatch['reason'],
    object: ExprNode,
    actual: Type,
    { start, end }: Span,
    more: Pick<TypeMismatch, 'name' | 'expected'> = {},
  ): void {
    const path = nameOf(object);
    this.findings.push({ kind: 'type-mismatch', reason, actual, path, ...more, start, end });
  }
}

function nameOf(node: ExprNode): string | undefined {
  const path = pathOf(node);
  return path && dotted(path);
}

function isFiltered(type: Type): boolean {
  return type.kind === 'array' && type.filtered === true;
}

function filtered(elem: Type): Type {
  return { kind: 'array', elem, filtered: true };
}

/** What `.*` gives of a value; undefined if there is nothing, or nothing that has properties. */
function elements(type: Type): Type | undefined {
  switch (type.kind) {
    case 'any':
      return t.any;
    case 'array':
      return type.elem;
    case 'object': {
      const all = [...type.props.values()].map((property) => property.type);
      if (type.rest) all.push(type.rest);
      const useful = all.filter((one) => one.kind === 'object' || one.kind === 'array' || one.kind === 'any');
      return useful.length === 0 ? undefined : useful.reduce<Type | undefined>(t.join, undefined);
    }
    default:
      return undefined;
  }
}

/** Whether two values can be equal. Objects and arrays are equal to none but themselves. */
function mayBeEqual(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any' || a.kind === 'null' || b.kind === 'null') return true;
  if (a.kind === 'array' && b.kind === 'array') return mayBeEqual(a.elem, b.elem);
  const composed = (one: Type) => one.kind === 'object' || one.kind === 'array';
  return composed(a) || composed(b) ? a.kind === b.kind : true;
}

function isOrdered(type: Type): boolean {
  return type.kind === 'any' || type.kind === 'number' || type.kind === 'string';
}
