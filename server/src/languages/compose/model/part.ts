import type { Part } from '../../../core/parts.js';
import { entryOf, keyText } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { isProduction } from './file-names.js';
import type { Project } from './project.js';
import { isForSwarm } from './swarm.js';
import type { SourceFile } from './value.js';

/**
 * The services of the checked file as parts. The key of one is all that rules of that reach may look at: the service in all
 * files of the project, what stands beside the services, the environment, and which files there are.
 */
export function serviceParts(project: Project): ReadonlyMap<string, Part> {
  const files = project.files.map((file) => ({ file, ...slicesOf(file.document) }));
  const main = files.find(({ file }) => file === project.main);
  const around = JSON.stringify([
    project.complete,
    isForSwarm(project),
    isProduction(project.main.path, project.main.document.text),
    project.environment,
    files.map(({ file, outside }) => [file.path, file.role, outside]),
  ]);
  const anchored = files.some(({ services }) => [...services.values()].some(({ text }) => text.includes('&')));
  const beside = numberOfText(around);
  let besideAll: number | undefined;
  const parts = new Map<string, Part>();
  for (const [name, { start, end }] of main?.services ?? []) {
    const own = files.map(({ file, services }) => textIn(services.get(name), file, project.main));
    const written = own.join('\0');
    // What an alias stands for, or another service gives, may be written anywhere.
    const elsewhere = (anchored && /\*\w/.test(written)) || written.includes('extends');
    if (elsewhere) besideAll ??= numberOfText(JSON.stringify([around, ...files.map(({ file }) => file.document.text)]));
    parts.set(name, { key: `${elsewhere ? besideAll : beside} ${written}`, start, end });
  }
  return parts;
}

const numbered: { readonly text: string; readonly number: number }[] = [];
const mostNumbered = 16;
let numbers = 0;

/** A number that stands for a long text in the keys of many parts; the texts that were used last keep theirs. */
function numberOfText(text: string): number {
  const at = numbered.findIndex((one) => one.text === text);
  const [known = { text, number: ++numbers }] = at === -1 ? [] : numbered.splice(at, 1);
  numbered.push(known);
  if (numbered.length > mostNumbered) numbered.shift();
  return known.number;
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

/** The text of each service, up to the next, and what is outside of all. */
function slicesOf(document: ComposeDocument): {
  readonly services: ReadonlyMap<string, Slice>;
  readonly outside: string;
} {
  const { text } = document;
  const services = new Map<string, Slice>();
  let outside = '';
  let from = 0;
  for (const { root } of filledDocuments(document)) {
    const section = entryOf(root, 'services')?.value;
    if (section?.kind !== 'map' || section.flow) continue;
    section.entries.forEach((entry, i) => {
      const name = keyText(entry);
      const end = section.entries[i + 1]?.start ?? entry.end;
      // A service that is written twice is as much as is written there.
      if (name === undefined || services.has(name)) return;
      services.set(name, { text: text.slice(entry.start, end), start: entry.start, end });
      outside += text.slice(from, entry.start);
      from = end;
    });
  }
  return { services, outside: outside + text.slice(from) };
}
