import { nearest } from '../../core/nearest.js';
import type { YamlScalar } from '../tree.js';
import { valueOf } from '../values.js';
import type { At } from './at.js';
import type { SchemaProblem } from './problem.js';
import { type Dialect, type ScalarSchema, valueKind } from './schema.js';

/** What an alternative has against a scalar; `type` where it is for other types of values. */
export type Refusal = SchemaProblem | 'type';

/** A test of scalars; undefined says that one is allowed. */
export type ScalarTest = (scalar: YamlScalar, at: At) => Refusal | undefined;

export function scalarTest(schema: ScalarSchema, dialect: Dialect): ScalarTest {
  const { type, min = -Infinity, max = Infinity, above = -Infinity, cast, pattern, format } = schema;
  const allowed = schema.enum;
  const names = allowed?.map(String) ?? [];
  const expression = pattern === undefined ? undefined : new RegExp(pattern);
  const isFormat = format === undefined ? undefined : dialect.formats?.[format];
  const examples = (schema.values ?? []).map(String);
  const read = dialect.value ?? valueOf;
  return (scalar, at) => {
    const { text } = scalar;
    let value = read(scalar);
    const base = (limit: string) => ({ span: scalar, path: at.path(), node: scalar, value: text, limit, examples });
    if (cast && typeof value === 'string') {
      if (!dialect.casts?.(text, cast)) return { kind: 'cast', ...base(cast) };
      value = cast === 'boolean' ? true : Number(text);
    }
    if (dialect.textual && type === 'string') value = text;
    if (!isOfType(type, value)) return 'type';
    if (allowed && !allowed.includes(value as string) && !(dialect.emptyIsAbsent && value === '')) {
      const suggestion = nearest(text, names);
      return {
        kind: 'not-allowed',
        span: scalar,
        path: at.path(),
        node: scalar,
        value: text,
        allowed: names,
        suggestion,
      };
    }
    if (typeof value === 'number') {
      if (value < min) return { kind: 'too-small', ...base(String(min)) };
      if (value <= above && above > -Infinity) return { kind: 'too-small', ...base(String(above)), exclusive: true };
      if (value > max) return { kind: 'too-large', ...base(String(max)) };
    } else if (typeof value === 'string') {
      if (expression && !expression.test(value)) return { kind: 'pattern', ...base(pattern ?? '') };
      if (isFormat && !isFormat(value)) return { kind: 'format', ...base(format ?? '') };
    }
    return undefined;
  };
}

function isOfType(type: ScalarSchema['type'], value: ReturnType<typeof valueOf>): boolean {
  const kind = valueKind(value);
  return kind === type || (kind === 'integer' && type === 'number');
}

/** What is against the scalar if it were a text in quotes. */
export function refusalOfText(tests: readonly ScalarTest[], scalar: YamlScalar, at: At): Refusal | undefined {
  let refusal: Refusal = 'type';
  for (const test of tests) {
    const found = test({ ...scalar, style: 'double', tag: undefined }, at);
    if (!found) return undefined;
    if (found !== 'type') refusal = found;
  }
  return refusal;
}
