import type { Emit } from '../../core/engine.js';
import { noPart, type Part } from '../../core/parts.js';
import { lineEnding } from '../../core/text.js';
import { indentStep } from '../../yaml/edits.js';
import { visitYaml } from '../../yaml/walk.js';
import type { KubernetesDocument } from './document.js';
import { type KubernetesObject, objectsOf } from './model/objects.js';
import { podOf } from './model/pods.js';
import type { KubernetesEvents } from './rule.js';

/** Visits a file of manifests object by object, each as a part, and pauses after each. */
export function* walkKubernetes(
  document: KubernetesDocument,
  emit: Emit<KubernetesEvents>,
  wants: (event: keyof KubernetesEvents & string) => boolean,
): Iterable<Part | undefined> {
  emit('file', document);
  if (wants('comment'))
    for (const part of document.stream.documents) for (const comment of part.comments) emit('comment', comment);
  yield undefined;
  for (const object of objectsOf(document)) {
    yield partOf(object, document.text);
    emit('object', object);
    const pod = wants('pod') || wants('container') ? podOf(object) : undefined;
    if (pod) emit('pod', pod);
    for (const container of pod?.containers ?? [])
      emit('container', { container, pod: pod as NonNullable<typeof pod>, object });
    if (!wants('map') && !wants('scalar') && !wants('entry')) continue;
    visitYaml(object.map, {
      map: (map, path) => emit('map', { map, path, object }),
      scalar: (scalar, path) => emit('scalar', { scalar, path, object }),
      entry: (entry, path, map) => emit('entry', { entry, path, map, object }),
    });
  }
  yield noPart;
}

/** An object with all that is written in its document, since an alias may stand for something beside it. */
function partOf({ document, path, map }: KubernetesObject, text: string): Part {
  const { start, end } = document;
  const written = text.slice(start, end);
  const how = `${indentStep(document.root, text)}${lineEnding(text)}${document.problems.length > 0}`;
  // Items of one list share its text, and are told apart by where they are.
  const item = path.length > 0 ? `${path.join(' ')} ` : '';
  return {
    key: `${item}${how} ${written}`,
    start: path.length > 0 ? map.start : start,
    end: path.length > 0 ? map.end : end,
  };
}
