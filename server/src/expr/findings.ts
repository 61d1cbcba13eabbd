import type { CallNode, CompareOperator } from './tree.js';
import type { ObjectType, Property, Type } from './types.js';

// What checking an expression can find. Rules choose by `kind`, and make the messages.

export type ExprFinding = { readonly start: number; readonly end: number } & (
  | UnknownFunction
  | FunctionArguments
  | UnknownContext
  | ContextNotAvailable
  | FunctionNotAvailable
  | UnknownProperty
  | DeprecatedProperty
  | TypeMismatch
  | InvalidComparison
  | FormatString
  | JsonLiteral
);

export interface UnknownFunction {
  readonly kind: 'unknown-function';
  readonly name: string;
  readonly nearest?: string | undefined;
}

/** The number of arguments is wrong. The span is that of the name, or of the arguments that are too many. */
export interface FunctionArguments {
  readonly kind: 'function-args';
  /** As the function is best written. */
  readonly name: string;
  readonly given: number;
  readonly min: number;
  readonly max: number;
  /** `even`: of `case`, which needs a last value besides pairs. `useless`: of `format` without values, which runs. */
  readonly reason: 'few' | 'many' | 'even' | 'useless';
}

export interface UnknownContext {
  readonly kind: 'unknown-context';
  readonly name: string;
  readonly nearest?: string | undefined;
}

export interface ContextNotAvailable {
  readonly kind: 'context-not-available';
  readonly name: string;
  /** What is available here, in lower case. */
  readonly available: readonly string[];
}

export interface FunctionNotAvailable {
  readonly kind: 'special-function-not-available';
  readonly name: string;
  readonly special: 'status' | 'files';
}

/** The span is that of the name, or of the string in an index. */
export interface UnknownProperty {
  readonly kind: 'unknown-property';
  readonly name: string;
  readonly object: ObjectType;
  /** What has no such property: `steps.build.outputs`; undefined for the result of a function. */
  readonly path?: string | undefined;
  /** Whether there surely is none; else it is none of those that are known. */
  readonly strict: boolean;
  readonly nearest?: string | undefined;
  /** Names of the properties that there are. */
  readonly candidates: readonly string[];
}

export interface DeprecatedProperty {
  readonly kind: 'deprecated-property';
  readonly property: Property;
  readonly path?: string | undefined;
}

/**
 * A value that has not the type that is needed:
 * - `property`: a property of a value that has none; `index`: an element of one
 * - `array-index`: an array's index that is no number; `object-index`: an object's that is no string
 * - `filter`: `.*` of a value without elements; `filter-elements`: of an object whose elements are no objects
 * - `argument`: of a function; `condition`: of `case`, which takes nothing but booleans
 */
export interface TypeMismatch {
  readonly kind: 'type-mismatch';
  readonly reason:
    | 'property'
    | 'index'
    | 'array-index'
    | 'object-index'
    | 'filter'
    | 'filter-elements'
    | 'argument'
    | 'condition';
  readonly actual: Type;
  /** What is needed, of `argument` and the indexes. */
  readonly expected?: Type | undefined;
  /** The property, or the function. */
  readonly name?: string | undefined;
  /** The number of the argument, from 0. */
  readonly argument?: number | undefined;
  readonly path?: string | undefined;
}

export interface InvalidComparison {
  readonly kind: 'invalid-comparison';
  readonly operator: CompareOperator;
  readonly left: Type;
  readonly right: Type;
}

/**
 * - `invalid`: GitHub refuses the text; the span is that of the text
 * - `missing-argument`: for the placeholders `indexes` there are no arguments; the span is that of the text
 * - `unused-argument`: there is no placeholder for the argument `indexes[0]`; the span is that of the argument
 */
export interface FormatString {
  readonly kind: 'format-string';
  readonly reason: 'invalid' | 'missing-argument' | 'unused-argument';
  readonly text: string;
  readonly indexes: readonly number[];
  readonly given: number;
  readonly call: CallNode;
}

export interface JsonLiteral {
  readonly kind: 'from-json-literal';
  readonly reason: 'empty' | 'syntax';
  readonly text: string;
}
