import { remove, type TextEdit } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { lineStart } from '../../../core/text.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import type { ResourceKind } from '../rule.js';
import { type Project, resourcesOf } from './project.js';
import { besides } from './standing.js';
import { isTaken } from './taken.js';
import { usesIn, usesOf } from './usage.js';
import type { Member } from './value.js';

/** What the checked file defines and nothing uses, neither in the project nor in another Compose file of its folder. */
export function unusedIn(project: Project, kind: ResourceKind, files: FileView): readonly Member[] {
  // A file without services is made for others to take in.
  if (project.services.size === 0 || !project.complete) return [];
  const uses = usesOf(project);
  if (uses.unknown.has(kind)) return [];
  const saidBeside = besides(project, files);
  const unused = [...resourcesOf(project, kind).values()].filter(({ key, place }) => {
    if (place.file !== project.main || uses[kind].has(key) || (kind === 'networks' && key === 'default')) return false;
    return !saidBeside((root) => usesIn(root)[kind].has(key));
  });
  return unused.length > 0 && isTaken(project, files) ? [] : unused;
}

/** Takes a member out of a top-level section, with the section where it was the only one. */
export function removeMember(
  document: ComposeDocument,
  section: string,
  name: string,
): readonly TextEdit[] | undefined {
  const { text } = document;
  for (const { root } of filledDocuments(document).toReversed()) {
    const outer = entryOf(root, section);
    const map = outer?.value;
    const entry = entryOf(map, name);
    if (root?.kind !== 'map' || map?.kind !== 'map' || !outer || !entry) continue;
    return map.entries.length > 1 ? removed(text, map, entry) : removeTop(text, root, outer);
  }
  return undefined;
}

/** Takes an entry out of the outermost map, with the blank lines before it where nothing follows. */
export function removeTop(text: string, root: YamlMap, entry: YamlEntry): readonly TextEdit[] | undefined {
  const edit = removeEntry(text, root, entry);
  if (!edit || root.flow) return edit && [edit];
  let { start, end } = edit.span;
  if (text.slice(end).trim() === '') {
    while (start > 0 && text.slice(lineStart(text, start - 1), start).trim() === '') start = lineStart(text, start - 1);
  } else {
    end += /^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0;
  }
  return [remove({ start, end })];
}

function removed(text: string, map: YamlMap, entry: YamlEntry): readonly TextEdit[] | undefined {
  const edit = removeEntry(text, map, entry);
  return edit && [edit];
}
