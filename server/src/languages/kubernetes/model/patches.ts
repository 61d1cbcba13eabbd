import type { FileView } from '../../../core/files.js';
import { ancestors, basename, join } from '../../../core/path.js';
import { dataOf } from '../../../yaml/data.js';
import { keyText } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { mapIn, valueIn } from './nodes.js';
import type { KubernetesObject } from './objects.js';

// Patches look like objects, but have only what they change.

/** Where an object is. */
interface Around {
  readonly path: string;
  readonly files: FileView;
}

/** Whether an object only changes another one, so that nothing is to be missed in it. */
export function isPatch(object: KubernetesObject, { path, files }: Around): boolean {
  return (
    /(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/i.test(path) ||
    lacksMost(object) ||
    hasDirective(object) ||
    isListed(path, files)
  );
}

const controllers: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** Whether an object has next to nothing of what one of its kind is made of. */
function lacksMost({ kind, map }: KubernetesObject): boolean {
  const spec = mapIn(map, 'spec');
  if (controllers.has(kind?.text ?? ''))
    return !valueIn(spec, 'selector') && !mapIn(spec, 'template', 'metadata', 'labels');
  return (
    kind?.text === 'CronJob' && !valueIn(spec, 'schedule') && !mapIn(spec, 'jobTemplate', 'spec', 'template', 'spec')
  );
}

/** Whether it says how it is to be merged: `$patch`, `$retainKeys` and so on. */
function hasDirective({ map }: KubernetesObject): boolean {
  let has = false;
  visitYaml(map, {
    entry(entry) {
      if (/^\$(?:patch|retainKeys|deleteFromPrimitiveList|setElementOrder)\b/.test(keyText(entry) ?? '')) has = true;
    },
  });
  return has;
}

/** Whether a file is a kustomization, by its name. */
export function isKustomization(path: string): boolean {
  return kustomizations.includes(basename(path));
}

/** Whether a kustomization around a file may complete its objects: names with a prefix, selectors from labels. */
export function isKustomized(path: string, files: FileView): boolean {
  return around(path, files).length > 0;
}

/** Whether a kustomization around a file has something that changes any part of an object. */
export function isPatched(path: string, files: FileView): boolean {
  return around(path, files).some((text) =>
    /^(?:patches|patchesStrategicMerge|patchesJson6902|components|transformers|replacements):/m.test(text),
  );
}

function around(path: string, files: FileView): readonly string[] {
  return ancestors(path)
    .slice(0, mostUp)
    .flatMap((folder) =>
      kustomizations.flatMap((name) => {
        const text = files.read(join(folder, name));
        return typeof text === 'string' ? [text] : [];
      }),
    );
}

const kustomizations = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** How many folders up a kustomization may be that names a patch. */
const mostUp = 3;

/** Whether a kustomization in the folder, or in one a little above it, lists the file as a patch. */
function isListed(path: string, files: FileView): boolean {
  for (const folder of ancestors(path).slice(0, mostUp)) {
    for (const name of kustomizations) {
      const text = files.read(join(folder, name));
      if (typeof text === 'string' && patchesIn(text).some((patch) => join(folder, patch) === path)) return true;
    }
  }
  return false;
}

const known = new Map<string, readonly string[]>();
const mostKnown = 50;

/** The files that a kustomization names as patches, as it writes them. */
function patchesIn(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  const data = dataOf(text);
  const found = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) => {
    const list = data[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((item: unknown): string[] => {
      const named = typeof item === 'object' && item !== null && 'path' in item ? item.path : item;
      return typeof named === 'string' && !named.includes('\n') ? [named] : [];
    });
  });
  if (known.size >= mostKnown) known.clear();
  known.set(text, found);
  return found;
}
