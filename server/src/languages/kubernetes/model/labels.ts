import type { YamlPath } from '../../../yaml/walk.js';
import { kindOf } from '../schema/kinds.js';
import { isKind, type KubernetesObject } from './objects.js';

// Labels, annotations, and what selects by labels: their keys and values have a form of their own.

export type LabelMap = 'label' | 'annotation' | 'selector';

/** What the entries of a map at a path are; undefined where they are none of it. */
export function labelMapAt(object: KubernetesObject, path: YamlPath): LabelMap | undefined {
  const last = path[path.length - 1];
  const holder = path[path.length - 2];
  if (typeof last !== 'string') return undefined;
  const isOwn = path.length === 2 && holder === 'metadata';
  if (isOwn) return last === 'labels' ? 'label' : last === 'annotations' ? 'annotation' : undefined;
  const fact = kindOf(object.apiVersion?.text ?? '', object.kind?.text ?? '');
  if (!fact || fact.project !== undefined) return undefined;
  if (holder === 'metadata' && isTemplateKey(path[path.length - 3]))
    return last === 'labels' ? 'label' : last === 'annotations' ? 'annotation' : undefined;
  if (last === 'matchLabels' || (last === 'nodeSelector' && holder === 'spec')) return 'selector';
  const selects = isKind(object, 'Service') || isKind(object, 'ReplicationController');
  return selects && last === 'selector' && path.length === 2 ? 'selector' : undefined;
}

function isTemplateKey(key: string | number | undefined): boolean {
  return key === 'template' || key === 'jobTemplate' || key === 'volumeClaimTemplate' || typeof key === 'number';
}

const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Whether a text may be the value of a label. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && name.test(text));
}

/** Whether a text may be the key of a label: a name, with a domain and a slash before it or without. */
export function isLabelKey(text: string): boolean {
  const [first = '', second, more] = text.split('/');
  if (more !== undefined) return false;
  const own = second ?? first;
  return own.length <= 63 && name.test(own) && (second === undefined || isSubdomain(first));
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** A label of a domain name, as of RFC 1123. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && label.test(text);
}

/** Labels of a domain name with dots between them. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => label.test(part));
}
