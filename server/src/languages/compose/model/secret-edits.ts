import { replace, type TextEdit } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { knownImage } from '../images.js';
import { addedToEnv, variableEdit } from './env-extraction.js';
import type { Project, Service } from './project.js';
import { addAttributes, addListed, joined, mapAt, serviceMap } from './service-edits.js';
import { type Member, textOf, valueAt } from './value.js';

interface Edited {
  readonly document: ComposeDocument;
  readonly text: string;
  readonly path: string;
  readonly files: FileView;
}

interface SecretFix {
  readonly title: 'env' | 'secret';
  readonly params?: Readonly<Record<string, string>>;
  readonly edits: readonly TextEdit[];
}

/** What takes the value of a container's variable out of the file, where the project has a `.env` to take it. */
export function secretFixes(edited: Edited, project: Project, service: Service, member: Member): readonly SecretFix[] {
  const { value, key } = member;
  if (value?.kind !== 'text' || value.file.path !== edited.path || value.raw.includes('$')) return [];
  if (!/^[A-Za-z_]\w*$/.test(key) || value.node.anchor || value.node.tag) return [];
  const path = join(project.directory, '.env');
  const env = edited.files.read(path);
  if (typeof env !== 'string') return [];
  const added = addedToEnv(env, path, { service: service.name, key, value: value.raw });
  if ('why' in added) return [];
  const line = added.edit ? [added.edit] : [];
  // In a flow collection a `{` ends a plain scalar, so that is what it is written for.
  const fixes: SecretFix[] = [
    { title: 'env', edits: [variableEdit(value.node, value.at, added.name, isFlow(edited, service)), ...line] },
  ];
  const asFile = secretFileEdits(edited, service, member, added.name);
  if (asFile) fixes.push({ title: 'secret', params: { name: key }, edits: [...asFile, ...line] });
  return fixes;
}

/** Makes a variable a secret of the project, and gives the container the file of it, if its image reads such files. */
function secretFileEdits(
  edited: Edited,
  service: Service,
  { key, value, place }: Member,
  variable: string,
): readonly TextEdit[] | undefined {
  const image = knownImage(textOf(valueAt(service.value, 'image')) ?? '');
  if (!image?.filesForVariables || !image.environment.includes(key) || !value) return undefined;
  const id = variable.toLowerCase();
  const root = filledDocuments(edited.document)[0]?.root;
  const secrets = mapAt(edited.document, 'secrets');
  const content = { [id]: { environment: variable } };
  const declared = secrets
    ? addAttributes(edited, secrets, content)
    : root?.kind === 'map'
      ? addAttributes(edited, root, { secrets: content })
      : undefined;
  const used = addListed(edited, serviceMap(edited.document, service.name), 'secrets', id);
  if (!declared || !used) return undefined;
  return [
    replace(place.span, `${key}_FILE`),
    replace(value.span, `/run/secrets/${id}`),
    ...joined([...used, ...declared]),
  ];
}

function isFlow({ document }: Edited, service: Service): boolean {
  const map = serviceMap(document, service.name);
  const environment = map?.entries.find(({ key }) => key?.kind === 'scalar' && key.text === 'environment')?.value;
  return Boolean(map?.flow || ((environment?.kind === 'map' || environment?.kind === 'seq') && environment.flow));
}
