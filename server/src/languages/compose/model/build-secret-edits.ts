import type { TextEdit } from '../../../core/edit.js';
import { variablesIn } from '../../../dotenv/interpolation.js';
import { removeEntry, removeItem } from '../../../yaml/edits.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import type { Service } from './project.js';
import { addAttributes, addListed, joined, mapAt, removeAttribute } from './service-edits.js';
import type { Member } from './value.js';

/** Passes a build argument that comes from a variable as a build secret from that variable instead. */
export function buildSecretEdits(
  edited: { readonly document: ComposeDocument; readonly text: string; readonly path: string },
  service: Service,
  { key, value, place }: Member,
): readonly TextEdit[] | undefined {
  if (place.file.path !== edited.path) return undefined;
  const variable = value === undefined ? key : value.kind === 'text' ? onlyVariable(value.raw) : undefined;
  const build = mapAt(edited.document, 'services', service.name, 'build');
  const args = entryOf(build, 'args')?.value;
  const root = filledDocuments(edited.document)[0]?.root;
  if (variable === undefined || !build || root?.kind !== 'map') return undefined;
  let removal: readonly (TextEdit | undefined)[] | undefined;
  if (args?.kind === 'map') {
    const entry = args.entries.find((one) => keyText(one) === key);
    removal =
      args.entries.length === 1
        ? removeAttribute(edited, build, 'args')
        : entry && [removeEntry(edited.text, args, entry)];
  } else if (args?.kind === 'seq') {
    const item = args.items.find(({ value: one }) => one?.kind === 'scalar' && one.text.split('=')[0] === key);
    removal =
      args.items.length === 1 ? removeAttribute(edited, build, 'args') : item && [removeItem(edited.text, args, item)];
  }
  const used = addListed(edited, build, 'secrets', key);
  const secrets = mapAt(edited.document, 'secrets');
  const content = { [key]: { environment: variable } };
  const declared = secrets
    ? addAttributes(edited, secrets, content)
    : addAttributes(edited, root, { secrets: content });
  const all = [...(removal ?? [undefined]), ...(used ?? [undefined]), ...(declared ?? [undefined])];
  if (all.some((edit) => edit === undefined)) return undefined;
  return joined(all.filter((edit) => edit !== undefined));
}

/** The variable that a text consists of, without a default. */
function onlyVariable(raw: string): string | undefined {
  const [variable] = variablesIn(raw).variables;
  const whole = variable?.start === 0 && variable.end === raw.length && variable.operator === undefined;
  return whole ? variable.name : undefined;
}
