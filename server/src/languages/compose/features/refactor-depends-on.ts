import type { Refactoring } from '../../../core/features.js';
import { indentStep, setBlock, written } from '../../../yaml/edits.js';
import type { YamlEntry } from '../../../yaml/tree.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { holdsComment, refused, type Target } from './refactorings.js';

const kind = 'refactor.rewrite';

/** `depends_on` as a list or as a map. */
export function dependsOnForm({ context, link }: Target): readonly Refactoring[] {
  const { entry, node } = link;
  if (!entry || (node?.kind !== 'seq' && node?.kind !== 'map')) return [];
  const title = node.kind === 'seq' ? 'Write depends_on with conditions' : 'Write depends_on as a list';
  const { text, document } = context;
  if (link.flow) return refused(title, kind, 'It is in a map on one line.');
  if (node.anchor || node.tag) return refused(title, kind, 'It has an anchor or a tag.');
  if (holdsComment(context, node)) return refused(title, kind, 'There is a comment in it.');
  const root = document.stream.documents.find(({ start, end }) => start <= entry.start && entry.start <= end)?.root;
  const step = indentStep(root, text);
  let lines: string[] = [];
  if (node.kind === 'seq') {
    for (const { value } of node.items) {
      if (value?.kind !== 'scalar') return refused(title, kind, 'An item is not a name.');
      lines.push(`${written(value.text)}:`, `${' '.repeat(step)}condition: service_started`);
    }
  } else {
    const names = node.entries.map((one) => (isPlainDependency(one) ? keyText(one) : undefined));
    const known = names.filter((name) => name !== undefined && name !== '<<');
    if (known.length !== names.length) return refused(title, kind, 'It says more than a list can.');
    lines = known.map((name) => `- ${written(name ?? '')}`);
  }
  if (lines.length === 0) return refused(title, kind, 'It is empty.');
  const edit = setBlock(text, { ...entry, value: node }, lines, step);
  return edit ? [{ title, kind, edits: [edit] }] : [];
}

/** Whether a service is only waited for to start. */
function isPlainDependency({ value }: YamlEntry): boolean {
  if (value?.kind !== 'map') return false;
  return (
    value.entries.every((one) => {
      const text = one.value?.kind === 'scalar' ? one.value.text : undefined;
      switch (keyText(one)) {
        case 'condition':
          return text === 'service_started';
        case 'required':
          return text === 'true';
        case 'restart':
          return text === 'false';
        default:
          return false;
      }
    }) && entryOf(value, 'condition') !== undefined
  );
}
