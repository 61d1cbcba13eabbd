import type { Part } from '../../../core/parts.js';
import { lineEnding } from '../../../core/text.js';
import { textNumber } from '../../../core/text-number.js';
import { indentStep } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { isProduction } from './file-names.js';
import type { Project } from './project.js';
import { isForSwarm } from './swarm.js';
import type { SourceFile } from './value.js';
import { sectionKindOf } from './written-names.js';

/**
 * The services of the checked file as parts. The key of one is all that rules of that reach may look at: the service in all
 * files of the project, what stands beside the services, how the file is written, the environment, and which files there are.
 */
export function serviceParts(project: Project): ReadonlyMap<string, Part> {
  const { path, document } = project.main;
  const files = project.files.map((file) => ({ file, ...slicesOf(file.document) }));
  const main = files.find(({ file }) => file === project.main);
  const around = JSON.stringify([
    project.complete,
    lineEnding(document.text),
    indentStep(filledDocuments(document)[0]?.root, document.text),
    document.stream.documents.some(({ problems }) => problems.length > 0),
    isForSwarm(project),
    isProduction(path, document.text),
    project.environment,
    files.map(({ file, outside }) => [file.path, file.role, outside]),
  ]);
  const anchored = files.some(({ services }) => [...services.values()].some(({ text }) => text.includes('&')));
  const beside = textNumber(around);
  let besideAll: number | undefined;
  const parts = new Map<string, Part>();
  for (const [name, { start, end }] of main?.services ?? []) {
    const own = files.map(({ file, services }) => textIn(services.get(name), file, project.main));
    const written = own.join('\0');
    // What an alias stands for, or another service gives, may be written anywhere.
    const elsewhere = (anchored && /\*\w/.test(written)) || written.includes('extends');
    if (elsewhere) besideAll ??= textNumber(JSON.stringify([around, ...files.map(({ file }) => file.document.text)]));
    parts.set(name, { key: `${elsewhere ? besideAll : beside} ${written}`, start, end });
  }
  return parts;
}

interface Slice {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A service's text; in another file with its place, which related places tell. */
function textIn(slice: Slice | undefined, file: SourceFile, main: SourceFile): string {
  if (!slice) return '';
  return file === main ? slice.text : `${slice.start} ${slice.text}`;
}

interface Slices {
  /** The text of each service, up to what follows it. */
  readonly services: ReadonlyMap<string, Slice>;
  /** All else that means something for services. */
  readonly outside: string;
}

function slicesOf(document: ComposeDocument): Slices {
  const { text } = document;
  const services = new Map<string, Slice>();
  const outside: string[] = [];
  for (const { root, start, end } of filledDocuments(document)) {
    if (root?.kind !== 'map' || root.flow) {
      outside.push(text.slice(start, end));
      continue;
    }
    outside.push(text.slice(root.start, root.entries[0]?.start));
    for (const [i, entry] of root.entries.entries()) {
      if (keyText(entry) === 'services' && entry.value?.kind === 'map' && !entry.value.flow) {
        outside.push(text.slice(entry.start, entry.value.entries[0]?.start));
        addServices(entry.value, root.entries[i + 1]?.start ?? end, text, services, outside);
      } else if (services.size > 0 || !isAlone(entry)) outside.push(text.slice(entry.start, entry.end));
    }
  }
  return { services, outside: outside.join('\0') };
}

function addServices(
  { entries }: YamlMap,
  sectionEnd: number,
  text: string,
  services: Map<string, Slice>,
  outside: string[],
): void {
  entries.forEach((entry, i) => {
    const name = keyText(entry);
    const end = entries[i + 1]?.start ?? sectionEnd;
    const slice = { text: text.slice(entry.start, end), start: entry.start, end };
    // A service that is written twice is as much as is written there.
    if (name === undefined || services.has(name)) outside.push(slice.text);
    else services.set(name, slice);
  });
}

/** Whether an entry before the services says nothing of them, as the project's name: a scalar that no alias stands for. */
function isAlone(entry: YamlEntry): boolean {
  const { key, value } = entry;
  const text = keyText(entry);
  if (text === undefined || key?.anchor || text === 'include' || text === '<<' || sectionKindOf(text)) return false;
  return value === undefined || (value.kind === 'scalar' && !value.anchor && !value.tag);
}
