import { replace, type TextEdit } from '../../../core/edit.js';
import { indentStep, replaceScalar, setBlock, written } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import type { KnownImage } from '../images.js';
import { addAttributes, serviceMap } from './service-edits.js';

const started = 'service_started';
const healthy = 'service_healthy';

interface Edited {
  readonly document: ComposeDocument;
  readonly text: string;
}

/** Gives a service the health check that its image is known for. Undefined where there is none or no room for it. */
export function addedCheck(edited: Edited, service: string, { check }: KnownImage): readonly TextEdit[] | undefined {
  const test = check && `[${check.map((word) => JSON.stringify(word)).join(', ')}]`;
  return test ? addAttributes(edited, serviceMap(edited.document, service), { healthcheck: { test } }) : undefined;
}

/** Lets a service wait for the health of one that it depends on. Undefined where that is not written in a plain way. */
export function waitForHealth(
  { document, text }: Edited,
  service: string,
  other: string,
): readonly TextEdit[] | undefined {
  const entry = entryOf(serviceMap(document, service), 'depends_on');
  const node = entry?.value;
  if (!entry || node?.anchor || node?.tag) return undefined;
  if (node?.kind === 'map') {
    const condition = entryOf(entryOf(node, other)?.value, 'condition')?.value;
    return condition?.kind === 'scalar' ? [replaceScalar(condition, healthy)] : undefined;
  }
  if (node?.kind !== 'seq') return undefined;
  const names = node.items.flatMap(({ value }) => (value?.kind === 'scalar' ? [value.text] : []));
  const inside = filledDocuments(document).some(({ comments }) =>
    comments.some((comment) => node.start < comment.start && comment.end < node.end),
  );
  if (names.length !== node.items.length || inside || !names.includes(other)) return undefined;
  const conditionOf = (name: string): string => `condition: ${name === other ? healthy : started}`;
  if (node.flow) {
    const fields = names.map((name) => `${written(name, 'plain', true)}: { ${conditionOf(name)} }`);
    return [replace(node, `{ ${fields.join(', ')} }`)];
  }
  const step = indentStep(filledDocuments(document)[0]?.root, text);
  const lines = names.flatMap((name) => [`${written(name)}:`, ' '.repeat(step) + conditionOf(name)]);
  const edit = setBlock(text, entry, lines, step);
  return edit && [edit];
}
