import { replace, type TextEdit } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { addEntry, indentStep, setBlock } from '../../../yaml/edits.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';
import { type Project, resourcesOf, type Service } from './project.js';
import { type Reference, type ReferenceKind, referencesOf } from './references.js';
import { besides, isWhole } from './standing.js';
import { memberAt, type Place, valueAt } from './value.js';

export type SectionName = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs' | 'models';

const sectionOf: Readonly<Record<ReferenceKind, SectionName>> = {
  service: 'services',
  network: 'networks',
  volume: 'volumes',
  secret: 'secrets',
  config: 'configs',
  model: 'models',
};

export interface UndefinedReference {
  readonly service: Service;
  readonly reference: Reference;
  /** Names of that kind that there are. */
  readonly known: readonly string[];
  /** Whether Compose surely refuses it: the project is whole and is not one of several. */
  readonly sure: boolean;
}

/** What services name and nothing defines, once for each place. */
export function undefinedIn(project: Project, kind: ReferenceKind, files: FileView): readonly UndefinedReference[] {
  if (!project.complete) return [];
  const section = sectionOf[kind];
  const known = section === 'services' ? [...project.services.keys()] : [...resourcesOf(project, section).keys()];
  const names = new Set(known);
  const sure = isWhole(project);
  const saidBeside = besides(project, files);
  const seen = new Set<string>();
  const found: UndefinedReference[] = [];
  for (const service of project.services.values()) {
    for (const reference of referencesOf(service)) {
      const { name } = reference;
      const place = placeIn(service, reference.place);
      if (reference.kind !== kind || names.has(name)) continue;
      // Compose makes this network itself, unless the service has another mode or is no container.
      if (kind === 'network' && name === 'default') continue;
      const id = `${place.file.path} ${place.span.start} ${name}`;
      if (seen.has(id)) continue;
      seen.add(id);
      if (!sure && saidBeside((root) => hasMember(root, section, name))) continue;
      found.push({ service, reference: { ...reference, place }, known, sure });
    }
  }
  return found;
}

/** What comes from a file that is only extended is a fault of the service that extends it there. */
function placeIn(service: Service, place: Place): Place {
  if (place.file.role !== 'extends') return place;
  const extending = memberAt(service.value, 'extends')?.place;
  return extending && extending.file.role !== 'extends' ? extending : service.place;
}

function hasMember(root: Parameters<typeof valueAt>[0], section: string, name: string): boolean {
  const value = valueAt(root, section);
  return value?.kind === 'table' && value.members.has(name);
}

/** Puts another name where one is written, within its quotes. Undefined where the name is not written there as it is. */
export function renamed({ file, span }: Place, name: string, to: string): TextEdit | undefined {
  const written = file.document.text.slice(span.start, span.end);
  if (written === name) return replace(span, to);
  return written === `"${name}"` || written === `'${name}'`
    ? replace({ start: span.start + 1, end: span.end - 1 }, to)
    : undefined;
}

/** Adds a member to a top-level section of a project's main file. */
export function declared(
  project: Project,
  section: SectionName,
  name: string,
  lines: readonly string[] = [],
): TextEdit | undefined {
  const { document } = project.main;
  const { text } = document;
  const root = document.stream.documents.findLast((one) => one.root !== undefined)?.root;
  if (root?.kind !== 'map') return undefined;
  const step = indentStep(root, text);
  const deep = lines.map((line) => ' '.repeat(step) + line);
  const entry = entryOf(root, section);
  const head = `${/^[\w.-]+$/.test(name) && !/^\d+$/.test(name) ? name : JSON.stringify(name)}:`;
  if (!entry) {
    const whole = [`${section}:`, ...[head, ...deep].map((line) => ' '.repeat(step) + line)];
    return root.flow ? undefined : addEntry(text, root, whole);
  }
  if (isEmpty(entry.value)) return root.flow ? undefined : setBlock(text, entry, [head, ...deep], step);
  if (entry.value?.kind !== 'map') return undefined;
  return addEntry(text, entry.value, entry.value.flow && lines.length === 0 ? [`${head} {}`] : [head, ...deep]);
}
