import type { InlayHint } from '../../../core/features.js';
import { basename } from '../../../core/path.js';
import { contains, overlaps, type Span } from '../../../core/text.js';
import { entryOf } from '../../../yaml/values.js';
import type { ComposeDocument } from '../document.js';
import type { Project } from '../model/project.js';
import { type Reference, referencesOf } from '../model/references.js';
import { mapAt } from '../model/service-edits.js';

/** What a service waits for besides what its `depends_on` says here: by other attributes, files, or a service it extends. */
export function dependencyHints(document: ComposeDocument, project: Project, within: Span): readonly InlayHint[] {
  const services = mapAt(document, 'services');
  const found: InlayHint[] = [];
  for (const service of project.services.values()) {
    const entry = entryOf(services, service.name);
    if (!entry?.key || entry.colon === undefined || !overlaps(entry, within)) continue;
    const written = entryOf(entry.value, 'depends_on');
    const isHere = ({ attribute, place }: Reference): boolean =>
      attribute === 'depends_on' && place.file === project.main && contains(entry, place.span.start);
    const all = referencesOf(service).filter(({ depends, name }) => depends && project.services.has(name));
    const here = new Set(all.filter(isHere).map(({ name }) => name));
    const more = new Map<string, string>();
    for (const reference of all) if (!here.has(reference.name)) more.set(reference.name, originOf(reference, project));
    if (more.size === 0) continue;
    const at = written?.colon ?? entry.colon;
    found.push({
      offset: at + 1,
      label: `${written ? '+' : 'after'} ${[...more.keys()].join(', ')}`,
      tooltip: [...more].map(([name, origin]) => `${name}: ${origin}`).join('\n'),
      paddingLeft: true,
      kind: 'type',
      setting: 'values',
    });
  }
  return found;
}

/** Where a dependency comes from, in words. */
function originOf({ attribute, place }: Reference, project: Project): string {
  if (place.file !== project.main) return `${attribute} in ${basename(place.file.path)}`;
  return attribute === 'depends_on' ? 'depends_on of what it takes over' : attribute;
}
