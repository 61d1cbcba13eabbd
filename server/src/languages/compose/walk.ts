import type { Emit } from '../../core/engine.js';
import type { FileView } from '../../core/files.js';
import { noPart, type Part } from '../../core/parts.js';
import type { YamlEntry, YamlMap } from '../../yaml/tree.js';
import { visitEntry, visitYaml, type YamlPath, type YamlVisitor } from '../../yaml/walk.js';
import { type ComposeDocument, filledDocuments } from './document.js';
import { serviceParts } from './model/part.js';
import { projectOf, resourcesOf } from './model/project.js';
import type { ComposeEvents, ResourceKind } from './rule.js';

const resourceKinds: readonly ResourceKind[] = ['networks', 'volumes', 'configs', 'secrets', 'models'];

/** Visits what a Compose file says and what its project means, each service as a part, and pauses after each. */
export function* walkCompose(
  document: ComposeDocument,
  emit: Emit<ComposeEvents>,
  wants: (event: keyof ComposeEvents & string) => boolean,
  { path, files }: { readonly path: string; readonly files: FileView },
): Iterable<Part | undefined> {
  emit('file', document);
  for (const part of document.stream.documents) {
    for (const problem of part.problems) emit('problem', problem);
    if (wants('comment')) for (const comment of part.comments) emit('comment', comment);
  }
  const project = projectOf(document, path, files);
  const parts = serviceParts(project);
  const written: YamlVisitor = {
    map: (map, at) => emit('map', { map, path: at }),
    scalar: (scalar, at) => emit('scalar', { scalar, path: at }),
    entry: (entry, at, map) => emit('entry', { entry, path: at, map }),
  };
  const names = new Map([...parts].map(([name, { start }]) => [start, name]));
  const inParts = new Map<string, { readonly entry: YamlEntry; readonly at: YamlPath; readonly map: YamlMap }>();
  for (const { root } of filledDocuments(document)) {
    visitYaml(root, written, (entry, at, map) => {
      const name = names.get(entry.start);
      if (name !== undefined) inParts.set(name, { entry, at, map });
      return name !== undefined;
    });
    yield undefined;
  }
  emit('project', project);
  yield undefined;
  for (const name of new Set([...project.services.keys(), ...parts.keys()])) {
    const part = parts.get(name);
    const service = project.services.get(name);
    const isHere = service?.files.has(project.main) === true;
    if (!part && !isHere) continue;
    yield part ?? noPart;
    const found = inParts.get(name);
    if (found && (wants('map') || wants('scalar') || wants('entry')))
      visitEntry(found.entry, found.at, found.map, written);
    if (service && isHere) emit('service', { service, project });
  }
  yield noPart;
  for (const kind of resourceKinds) {
    for (const member of resourcesOf(project, kind).values()) {
      if (member.place.file === project.main) emit('resource', { kind, member, project });
    }
  }
}
