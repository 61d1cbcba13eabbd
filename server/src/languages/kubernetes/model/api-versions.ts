import { isBefore, isServed, type KindFact, kindOf, kindsIn, kindsNamed, type Release } from '../schema/kinds.js';
import type { KubernetesObject } from './objects.js';

// Which peers have something against an API version, and what is known of one that no kind is known in.

const scored: Readonly<Record<string, readonly string[]>> = {
  'extensions/v1beta1': ['Deployment', 'DaemonSet', 'Ingress'],
  'apps/v1beta1': ['Deployment', 'StatefulSet'],
  'apps/v1beta2': ['Deployment', 'StatefulSet', 'DaemonSet'],
  'batch/v1beta1': ['CronJob'],
  'networking.k8s.io/v1beta1': ['Ingress'],
  'policy/v1beta1': ['PodDisruptionBudget'],
};

/** The names under which peers report an object, by what is the matter with its API version. */
export function versionAliases(object: KubernetesObject, matter: 'removed' | 'deprecated'): readonly string[] {
  const version = object.apiVersion?.text ?? '';
  const isScored = scored[version]?.includes(object.kind?.text ?? '') === true;
  return [
    `pluto:${matter}`,
    'trivy:KSV107',
    ...(isScored ? ['kube-score:stable-version'] : []),
    ...(/^extensions\/v1beta\d/.test(version) ? ['kube-linter:no-extensions-v1beta'] : []),
  ];
}

/**
 * When an API version went as a whole, with the kind served in another version now: for kinds that are not known to have been
 * in it.
 */
export function goneVersion(object: KubernetesObject, target: Release): KindFact | undefined {
  const [version, kind] = [object.apiVersion?.text ?? '', object.kind?.text ?? ''];
  if (kindOf(version, kind) || kind.endsWith('List')) return undefined;
  const others = kindsIn(version);
  if (others.length === 0 || others.some((fact) => fact.until === undefined || isBefore(target, fact.until)))
    return undefined;
  const until = others.reduce<Release>(
    (last, fact) => (isBefore(last, fact.until ?? last) ? (fact.until ?? last) : last),
    '1.0',
  );
  const now = kindsNamed(kind).find(
    (fact) => !fact.project && isServed(fact, target) && /\/v\d+$|^v\d+$/.test(fact.apiVersion),
  );
  const replacement = now && { apiVersion: now.apiVersion, kind: now.kind };
  return { apiVersion: version, kind, until, ...(replacement && { replacement }) };
}
