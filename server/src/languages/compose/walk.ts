import type { Emit } from '../../core/engine.js';
import type { FileView } from '../../core/files.js';
import { noPart, type Part } from '../../core/parts.js';
import { visitYaml } from '../../yaml/walk.js';
import { type ComposeDocument, filledDocuments } from './document.js';
import { serviceParts } from './model/part.js';
import { projectOf, resourcesOf } from './model/project.js';
import type { ComposeEvents, ResourceKind } from './rule.js';

const resourceKinds: readonly ResourceKind[] = ['networks', 'volumes', 'configs', 'secrets', 'models'];

/** Visits what a Compose file says, then what its project means, and pauses after each service. */
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
  if (wants('map') || wants('scalar') || wants('entry')) {
    for (const { root } of filledDocuments(document)) {
      visitYaml(root, {
        map: (map, at) => emit('map', { map, path: at }),
        scalar: (scalar, at) => emit('scalar', { scalar, path: at }),
        entry: (entry, at, map) => emit('entry', { entry, path: at, map }),
      });
      yield undefined;
    }
  }
  if (!wants('project') && !wants('service') && !wants('resource')) return;
  const project = projectOf(document, path, files);
  emit('project', project);
  yield undefined;
  const parts = serviceParts(project);
  for (const service of project.services.values()) {
    if (!service.files.has(project.main)) continue;
    yield parts.get(service.name) ?? noPart;
    emit('service', { service, project });
  }
  yield noPart;
  for (const kind of resourceKinds) {
    for (const member of resourcesOf(project, kind).values()) {
      if (member.place.file === project.main) emit('resource', { kind, member, project });
    }
  }
}
