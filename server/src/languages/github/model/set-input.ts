import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { addEntry, indentStep, lastOffset, lineEndAt, setBlock } from '../../../yaml/edits.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';
import { namedEntry, valueIn } from './nodes.js';
import type { Step } from './workflow.js';

/** Gives an input of a step a value, in place of the one that it has; undefined where `with` is no table. */
export function setInput(
  step: Step,
  name: string,
  value: string,
  text: string,
  root: YamlMap | undefined,
): readonly TextEdit[] | undefined {
  const inputs = valueIn(step.map, 'with');
  if (inputs?.kind === 'map' && inputs.entries.length > 0) {
    const known = namedEntry(inputs, name);
    if (known?.entry.value) return [replace(known.entry.value, value)];
    if (known) return known.entry.colon === undefined ? undefined : [insert(known.entry.colon + 1, ` ${value}`)];
    const edit = addEntry(text, inputs, [`${name}: ${value}`]);
    return edit && [edit];
  }
  const entry = entryOf(step.map, 'with');
  if (entry) return undefined;
  return addTable(step.map, 'with', [`${name}: ${value}`], text, root);
}

/** Adds entries to the table at a key, which is made where there is none; undefined where something else is written there. */
export function addToTable(
  map: YamlMap,
  key: string,
  lines: readonly string[],
  text: string,
  root: YamlMap | undefined,
): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  if (!entry) return addTable(map, key, lines, text, root);
  const { value } = entry;
  if (value?.kind === 'map') {
    const edit = addEntry(text, value, value.flow ? [lines.join(', ')] : lines);
    return edit && [edit];
  }
  if (!isEmpty(value)) return undefined;
  const edit = map.flow
    ? entry.colon !== undefined && replace({ start: entry.colon + 1, end: entry.end }, ` { ${lines.join(', ')} }`)
    : setBlock(text, entry, lines, indentStep(root, text));
  return edit ? [edit] : undefined;
}

/** Adds an entry with a table of its own at the end of a map that has no such entry. */
export function addTable(
  map: YamlMap,
  key: string,
  lines: readonly string[],
  text: string,
  root: YamlMap | undefined,
): readonly TextEdit[] | undefined {
  if (map.flow) {
    const edit = addEntry(text, map, [`${key}: { ${lines.join(', ')} }`]);
    return edit && [edit];
  }
  const [first] = map.entries;
  const last = map.entries[map.entries.length - 1];
  if (!first || !last) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const inner = indent + ' '.repeat(indentStep(root, text));
  const ending = lineEnding(text);
  const at = lineEndAt(text, lastOffset(text, last));
  return [insert(at, [`${indent}${key}:`, ...lines.map((line) => inner + line)].map((line) => ending + line).join(''))];
}
