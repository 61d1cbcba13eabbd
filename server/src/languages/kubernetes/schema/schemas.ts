import { keyAt } from '../../../yaml/schema/lookup.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { definitionOf } from './decode.js';
import { dialect } from './dialect.js';
import { isBefore, kindOf, type Release } from './kinds.js';

// The schema of each kind. It is made when the kind is first met, at once: what is needed for it is in the program.

const schemas = new Map<string, SchemaTable>();

/** What an object of a kind may hold; undefined for a kind that is not known. */
export function schemaOf(apiVersion: string, kind: string): SchemaTable | undefined {
  const name = `${apiVersion} ${kind}`;
  const before = schemas.get(name);
  if (before) return before;
  const { line, project } = kindOf(apiVersion, kind) ?? {};
  if (line === undefined) return undefined;
  const schema: SchemaTable = { ...definitionOf(line, project !== undefined), dialect };
  schemas.set(name, schema);
  return schema;
}

/** When a place came and went: the last of its keys to come, and the first to go. */
export interface Presence {
  readonly since?: Release;
  readonly until?: Release;
}

/** The releases that have what a path leads to; undefined where the schema names no such key. */
export function releaseOf(apiVersion: string, kind: string, path: YamlPath): Presence | undefined {
  const schema = schemaOf(apiVersion, kind);
  if (!schema) return undefined;
  const fact = kindOf(apiVersion, kind);
  let since = fact?.since;
  let until = fact?.until;
  for (let length = 1; length <= path.length; length++) {
    if (typeof path[length - 1] === 'number') continue;
    const known = keyAt(schema, path.slice(0, length));
    if (!known) return undefined;
    if (known.key.since !== undefined && (since === undefined || isBefore(since, known.key.since)))
      since = known.key.since;
    if (known.key.until !== undefined && (until === undefined || isBefore(known.key.until, until)))
      until = known.key.until;
  }
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}
