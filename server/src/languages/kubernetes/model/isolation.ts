import type { YamlMap } from '../../../yaml/tree.js';
import { entryIn, mapIn, mapsIn, seqIn } from './nodes.js';
import { isKind, type KubernetesObject } from './objects.js';
import type { Pod } from './pods.js';
import { selects } from './selectors.js';
import { labelsOf, namespaceOf, type Unit } from './unit.js';

// Which network policies hold for pods: those of Kubernetes, and those of Cilium.

/** One policy as it holds for a pod. */
export interface Isolation {
  readonly ingress: boolean;
  readonly egress: boolean;
  /** Whether it says, for each way, what is let through. */
  readonly hasRules: boolean;
  readonly isCilium: boolean;
}

/** Whether an object is a policy for the network of a namespace. */
export function isPolicyFor(object: KubernetesObject, namespace: string): boolean {
  if (isKind(object, 'CiliumClusterwideNetworkPolicy', 'cilium.io')) return true;
  const isPolicy =
    isKind(object, 'NetworkPolicy', 'networking.k8s.io') || isKind(object, 'CiliumNetworkPolicy', 'cilium.io');
  return isPolicy && namespaceOf(object) === namespace;
}

/** The policies of a unit that hold for a pod. */
export function isolationsOf(unit: Unit, pod: Pod): readonly Isolation[] {
  const labels = labelsOf(pod);
  const namespace = namespaceOf(pod.object);
  return unit.objects
    .filter((object) => isPolicyFor(object, namespace))
    .flatMap((object) => {
      const isCilium = object.kind?.text !== 'NetworkPolicy';
      const specs = [...(mapIn(object.map, 'spec') ? [mapIn(object.map, 'spec')] : []), ...mapsIn(object.map, 'specs')];
      return specs.flatMap((spec) => {
        const selector = mapIn(spec, isCilium ? 'endpointSelector' : 'podSelector');
        if (!spec || !selects(selector, labels)) return [];
        return [isCilium ? ofCilium(spec) : ofKubernetes(spec)];
      });
    });
}

/** Without a list of ways, a policy is for what comes in, and for what goes out if it has rules for that. */
function ofKubernetes(spec: YamlMap): Isolation {
  const types = seqIn(spec, 'policyTypes')?.items.map(({ value }) => (value?.kind === 'scalar' ? value.text : ''));
  const hasEgress = entryIn(spec, 'egress') !== undefined;
  return {
    ingress: types ? types.includes('Ingress') : true,
    egress: types ? types.includes('Egress') : hasEgress,
    hasRules: ['ingress', 'egress'].every((way) => (seqIn(spec, way)?.items.length ?? 0) > 0),
    isCilium: false,
  };
}

function ofCilium(spec: YamlMap): Isolation {
  const has = (way: string): boolean => [way, `${way}Deny`].some((key) => entryIn(spec, key) !== undefined);
  return { ingress: has('ingress'), egress: has('egress'), hasRules: has('ingress') && has('egress'), isCilium: true };
}
