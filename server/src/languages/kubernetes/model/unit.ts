import type { FileView } from '../../../core/files.js';
import { Memo } from '../../../core/memo.js';
import { basename, dirname, join } from '../../../core/path.js';
import { type KubernetesDocument, parseKubernetes } from '../document.js';
import { isApplied } from './applied.js';
import { mapIn, textIn } from './nodes.js';
import { isKind, type KubernetesObject, objectsOf } from './objects.js';
import { isKustomization } from './patches.js';
import { type Pod, podOf } from './pods.js';
import { hasLabels, type Labels, labelsIn, selects } from './selectors.js';

// The objects that reach one cluster together: those of a file, and those of the manifests beside it.

export interface Unit {
  readonly objects: readonly KubernetesObject[];
  /** Whether all that is beside the file could be read. Where not, nothing may be said to be missing. */
  readonly isWhole: boolean;
}

interface Place {
  readonly document: KubernetesDocument;
  readonly path: string;
  readonly files: FileView;
}

const units = new Memo<KubernetesDocument, { readonly texts: string; readonly unit: Unit }>();

const mostBeside = 50;
const longestBeside = 200_000;

/** The unit that a file belongs to. It is made anew when a file beside it has changed. */
export function unitOf({ document, path, files }: Place): Unit {
  const { texts, isWhole } = textsBeside(path, files);
  const key = `${isWhole} ${texts.join('\0')}`;
  const known = units.get(document);
  if (known?.texts === key) return known.unit;
  const own = objectsOf(document).filter(isApplied);
  const others = texts.flatMap((text) => objectsOf(read(text)).filter(isApplied));
  const unit = { objects: [...own, ...others], isWhole };
  units.set(document, { texts: key, unit });
  return unit;
}

function textsBeside(path: string, files: FileView): { texts: readonly string[]; isWhole: boolean } {
  const folder = dirname(path);
  const entries = files.list(folder);
  if (!entries) return { texts: [], isWhole: false };
  const names = entries.flatMap(({ name, kind }) =>
    kind === 'file' && /\.ya?ml$/i.test(name) && name !== basename(path) && !isKustomization(name) ? [name] : [],
  );
  let isWhole = names.length <= mostBeside;
  let length = 0;
  const texts: string[] = [];
  for (const name of names.slice(0, mostBeside)) {
    const text = files.read(join(folder, name));
    if (typeof text !== 'string' || length + text.length > longestBeside) {
      isWhole = false;
      continue;
    }
    length += text.length;
    if (/^(?:- )?apiVersion:/m.test(text)) texts.push(text);
  }
  return { texts, isWhole };
}

const documents = new Map<string, KubernetesDocument>();
const mostKnown = 100;

function read(text: string): KubernetesDocument {
  const known = documents.get(text);
  if (known) return known;
  const document = parseKubernetes(text);
  if (documents.size >= mostKnown) documents.clear();
  documents.set(text, document);
  return document;
}

/** The namespace that an object is put into where nothing else says so. */
export function namespaceOf({ namespace }: KubernetesObject): string {
  return namespace?.text || 'default';
}

/** The objects of a unit of one kind, in any version of a group. */
export function ofKind({ objects }: Unit, kind: string, group = ''): readonly KubernetesObject[] {
  return objects.filter((object) => isKind(object, kind, group));
}

/** The object with a kind and name in a namespace. */
export function objectNamed(unit: Unit, kind: string, name: string, namespace: string): KubernetesObject | undefined {
  return unit.objects.find(
    (object) => object.kind?.text === kind && object.name?.text === name && namespaceOf(object) === namespace,
  );
}

export function labelsOf(pod: Pod): Labels {
  return labelsIn(pod.metadata, 'labels');
}

/** The pods of a unit in a namespace. */
export function podsIn(unit: Unit, namespace: string): readonly Pod[] {
  return unit.objects.flatMap((object) => {
    const pod = namespaceOf(object) === namespace ? podOf(object) : undefined;
    return pod ? [pod] : [];
  });
}

/** Whether a Service sends requests to pods. One without a selector sends to none by itself. */
export function isServedBy(service: KubernetesObject, pod: Pod): boolean {
  const wanted = labelsIn(service.map, 'spec', 'selector');
  return (
    wanted.size > 0 &&
    textIn(service.map, 'spec', 'type') !== 'ExternalName' &&
    namespaceOf(service) === namespaceOf(pod.object) &&
    hasLabels(labelsOf(pod), wanted)
  );
}

/** The Services of a unit that send requests to pods. */
export function servicesOf(unit: Unit, pod: Pod): readonly KubernetesObject[] {
  return ofKind(unit, 'Service').filter((service) => isServedBy(service, pod));
}

/** The PodDisruptionBudgets of a unit that keep pods. */
export function budgetsOf(unit: Unit, pod: Pod): readonly KubernetesObject[] {
  return ofKind(unit, 'PodDisruptionBudget', 'policy').filter(
    (budget) =>
      namespaceOf(budget) === namespaceOf(pod.object) && selects(mapIn(budget.map, 'spec', 'selector'), labelsOf(pod)),
  );
}

/** What scales an object: HorizontalPodAutoscalers and the ScaledObjects of KEDA. */
export function scalersOf(unit: Unit, target: KubernetesObject): readonly KubernetesObject[] {
  const name = target.name?.text;
  if (!name) return [];
  return unit.objects.filter((object) => {
    const isKeda = isKind(object, 'ScaledObject', 'keda.sh');
    if (!isKeda && !isKind(object, 'HorizontalPodAutoscaler', 'autoscaling')) return false;
    const kind = textIn(object.map, 'spec', 'scaleTargetRef', 'kind') ?? (isKeda ? 'Deployment' : undefined);
    return (
      kind === target.kind?.text &&
      textIn(object.map, 'spec', 'scaleTargetRef', 'name') === name &&
      namespaceOf(object) === namespaceOf(target)
    );
  });
}
