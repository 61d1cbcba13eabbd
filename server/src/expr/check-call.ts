import { nearest } from '../core/nearest.js';
import type { ExprEnvironment } from './check.js';
import type { ExprFinding } from './findings.js';
import { formatParts } from './format-string.js';
import { type ExprFunction, functionNamed, functions, parameterAt, type Signature } from './functions.js';
import { type CallNode, type ExprNode, ungrouped } from './tree.js';
import { any, assignable, bool, join, type Type, typeOfValue } from './types.js';

/** Checks a call whose arguments have been checked, and gives its type. */
export function checkCall(
  node: CallNode,
  types: readonly Type[],
  environment: ExprEnvironment,
  findings: ExprFinding[],
): Type {
  const { start, end } = node.nameSpan;
  const called = functionNamed(node.name, environment.jobs);
  if (!called) {
    const near = nearest(
      node.name,
      functions.map((one) => one.name),
    );
    findings.push({ kind: 'unknown-function', name: node.name, nearest: near, start, end });
    return any;
  }
  const { special, name } = called;
  if (special && environment.functions && !environment.functions.has(name.toLowerCase()))
    findings.push({ kind: 'special-function-not-available', name, special, start, end });
  if (!checkCount(node, called, findings)) return resultOf(node, called, types);
  checkTypes(node, called, types, findings);
  if (name === 'format') checkFormat(node, findings);
  if (name === 'fromJSON') checkJson(node, findings);
  return resultOf(node, called, types);
}

function resultOf(node: CallNode, called: ExprFunction, types: readonly Type[]): Type {
  if (called.name === 'case') {
    const values = types.filter((_, index) => index % 2 === 1 || index === types.length - 1);
    return values.reduce<Type | undefined>((all, one) => join(all, one), undefined) ?? any;
  }
  if (called.name === 'fromJSON') {
    const text = literalText(node.args[0]);
    const read = text === undefined ? undefined : readJson(text);
    if (read) return typeOfValue(read.value);
  }
  return called.returns;
}

/** Whether there are as many arguments as there should be. Of a call that is still being written nothing is said. */
function checkCount(node: CallNode, called: ExprFunction, findings: ExprFinding[]): boolean {
  const { name } = called;
  const given = node.args.length;
  const min = Math.min(...called.signatures.map((signature) => signature.min));
  const max = Math.max(...called.signatures.map((signature) => signature.max));
  const count = { kind: 'function-args', name, given, min, max } as const;
  const extra = node.args[max];
  if (extra) {
    findings.push({ ...count, reason: 'many', start: extra.start, end: node.args.at(-1)?.end ?? extra.end });
    return false;
  }
  if (!node.closed) return given >= min;
  if (given < min) findings.push({ ...count, reason: 'few', ...node.nameSpan });
  else if (name === 'case' && given % 2 === 0) findings.push({ ...count, reason: 'even', ...node.nameSpan });
  else if (name === 'format' && given === 1) findings.push({ ...count, min: 2, reason: 'useless', ...node.nameSpan });
  else return true;
  return false;
}

function checkTypes(node: CallNode, called: ExprFunction, types: readonly Type[], findings: ExprFinding[]): void {
  const { name } = called;
  if (name === 'case') {
    for (const [argument, actual] of types.entries()) {
      const condition = argument % 2 === 0 && argument < types.length - 1;
      const place = node.args[argument];
      if (!condition || !place || actual.kind === 'any' || actual.kind === 'bool') continue;
      const { start, end } = place;
      findings.push({ kind: 'type-mismatch', reason: 'condition', actual, expected: bool, name, argument, start, end });
    }
    return;
  }
  // An array as the first argument asks for the way to call that takes arrays.
  const arrays = types[0]?.kind === 'array';
  const wrong = called.signatures.map((signature) => firstWrong(signature, types));
  if (wrong.some((one) => one === undefined)) return;
  const best = Math.max(
    0,
    called.signatures.findIndex((one) => (one.parameters[0]?.type.kind === 'array') === arrays),
  );
  const told = wrong[best];
  const place = told && node.args[told.argument];
  if (!told || !place) return;
  const { start, end } = place;
  findings.push({ kind: 'type-mismatch', reason: 'argument', ...told, name, start, end });
}

function firstWrong(
  signature: Signature,
  types: readonly Type[],
): { argument: number; actual: Type; expected: Type } | undefined {
  for (const [argument, actual] of types.entries()) {
    const index = parameterAt(signature, argument, types.length);
    const expected = index === undefined ? undefined : signature.parameters[index]?.type;
    if (expected && !assignable(expected, actual)) return { argument, actual, expected };
  }
  return undefined;
}

function checkFormat(call: CallNode, findings: ExprFinding[]): void {
  const [first, ...values] = call.args;
  const text = literalText(first);
  if (first === undefined || text === undefined) return;
  const given = values.length;
  const common = { kind: 'format-string', text, given, call } as const;
  const parts = formatParts(text);
  if (!parts) {
    findings.push({ ...common, reason: 'invalid', indexes: [], start: first.start, end: first.end });
    return;
  }
  const used = new Set(parts.filter((part) => typeof part === 'number'));
  const missing = [...used].filter((index) => index >= given).sort((a, b) => a - b);
  if (missing.length > 0)
    findings.push({ ...common, reason: 'missing-argument', indexes: missing, start: first.start, end: first.end });
  for (const [index, value] of values.entries())
    if (!used.has(index) && value.kind !== 'missing')
      findings.push({ ...common, reason: 'unused-argument', indexes: [index], start: value.start, end: value.end });
}

function checkJson(call: CallNode, findings: ExprFinding[]): void {
  const [first] = call.args;
  const text = literalText(first);
  if (first === undefined || text === undefined || readJson(text)) return;
  const reason = text.trim() === '' ? 'empty' : 'syntax';
  findings.push({ kind: 'from-json-literal', reason, text, start: first.start, end: first.end });
}

function literalText(node: ExprNode | undefined): string | undefined {
  const literal = node && ungrouped(node);
  return literal?.kind === 'literal' && typeof literal.value === 'string' ? literal.value : undefined;
}

function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
