import { replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { lastOffset } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { mapIn, mapsIn, textIn } from '../model/nodes.js';
import type { KubernetesObject } from '../model/objects.js';

/** What `v1` has in each version, and the beta version beside them. */
const moved = ['subresources', 'additionalPrinterColumns'] as const;
const gone: ReadonlySet<string> = new Set(['version', 'versions', 'validation', 'preserveUnknownFields', ...moved]);

/**
 * A CustomResourceDefinition of the beta version as `apiextensions.k8s.io/v1` has it: with a schema in its version. Only one
 * that has one version, and is written in block style, is rewritten; undefined for any other that needs more than its version.
 */
export function migrateDefinition({ map }: KubernetesObject, text: string): readonly TextEdit[] | undefined {
  const spec = mapIn(map, 'spec');
  if (!spec) return [];
  const versions = mapsIn(spec, 'versions');
  const needs = versions.length === 0 || moved.some((key) => entryOf(spec, key)) || entryOf(spec, 'validation');
  if (!needs && versions.every((version) => entryOf(version, 'schema'))) return [];
  const name = textIn(versions[0], 'name') ?? textIn(spec, 'version');
  const parts = spec.entries.filter((entry) => gone.has(keyText(entry) ?? ''));
  const [first] = parts;
  if (spec.flow || versions.length > 1 || !name || !first || (versions[0] && entryOf(versions[0], 'schema')))
    return undefined;
  const lines = ['versions:', `- name: ${name}`, '  served: true', '  storage: true', '  schema:'];
  const schema = entryOf(mapIn(spec, 'validation'), 'openAPIV3Schema');
  if (schema) lines.push(...blockOf(schema, text).map((line) => `    ${line}`));
  else lines.push('    openAPIV3Schema:', '      type: object', '      x-kubernetes-preserve-unknown-fields: true');
  for (const key of moved) {
    const entry = entryOf(spec, key);
    if (entry)
      lines.push(...blockOf(entry, text).map((line) => `  ${line.replace(/^(\s*(?:- )?)JSONPath:/, '$1jsonPath:')}`));
  }
  const at = lineEnding(text) + ' '.repeat(columnOf(text, spec.entries[0]?.start ?? first.start));
  return parts.map((entry, i) => replacedBy(spec, entry, i === 0 ? lines.join(at) : undefined, text));
}

/** The lines of an entry, relative to its own column. */
function blockOf(entry: YamlEntry, text: string): readonly string[] {
  const column = columnOf(text, entry.start);
  return text
    .slice(entry.start, lastOffset(text, entry))
    .split(/\r?\n/)
    .map((line, i) => (i === 0 ? line : line.slice(Math.min(column, line.length - line.trimStart().length))));
}

/** An entry replaced by lines, or taken out with its own. */
function replacedBy(spec: YamlMap, entry: YamlEntry, lines: string | undefined, text: string): TextEdit {
  const end = lastOffset(text, entry);
  if (lines !== undefined) return replace({ start: entry.start, end }, lines);
  const isFirst = spec.entries[0] === entry;
  const newline = text.indexOf('\n', end);
  const next = newline === -1 ? text.length : newline + 1;
  if (isFirst) return replace({ start: entry.start, end }, '');
  return replace({ start: text.lastIndexOf('\n', entry.start - 1) + 1, end: next }, '');
}
