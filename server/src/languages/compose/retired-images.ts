import { parseReference } from '../../images/reference.js';

// Images that their makers took away or do not keep up, and what takes their place.

export interface Retired {
  readonly kind: 'gone' | 'moved' | 'ended' | 'no-tag';
  /** Since when, as a month. */
  readonly since: string;
  /** The repository to use, or what to do instead. */
  readonly instead: string;
  /** The whole reference in its place; undefined where more than the name has to change. */
  readonly replacement?: string;
  /** Whether the replacement is the same image. */
  readonly same: boolean;
}

const elastic = ['elasticsearch', 'kibana', 'logstash'];
const firstJaeger = /^jaegertracing\/(?:all-in-one|jaeger-(?:agent|collector|query|ingester))$/;

/** Why an image is not to be used any more; undefined where nothing is known against it. */
export function retiredImage(reference: string): Retired | undefined {
  const { repository, registry, tag, nameEnd } = parseReference(reference);
  const rest = reference.slice(nameEnd);
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  if (repository === 'minio/minio' || repository === 'minio/mc') {
    const instead = `quay.io/${repository}`;
    return { kind: 'gone', since: 'September 2026', instead, replacement: `${instead}${rest}`, same: true };
  }
  if (registry === 'docker.io' && repository.startsWith('bitnami/')) {
    const instead = `bitnamilegacy/${name}`;
    return { kind: 'moved', since: 'August 2025', instead, replacement: `${instead}${rest}`, same: true };
  }
  if (registry === 'docker.io' && firstJaeger.test(repository)) {
    const instead = 'jaegertracing/jaeger:2';
    const one = repository === 'jaegertracing/all-in-one';
    return { kind: 'ended', since: 'December 2025', instead, ...(one && { replacement: instead }), same: false };
  }
  const official = repository === name || repository === `docker.elastic.co/${name}/${name}`;
  if (official && elastic.includes(name) && rest === (tag === undefined ? '' : ':latest'))
    return { kind: 'no-tag', since: '', instead: 'a whole version', same: false };
  return undefined;
}

/** Whether a service's image is a ZooKeeper, or a Kafka that needs none. */
export function kafkaRole(reference: string): 'zookeeper' | 'without-zookeeper' | undefined {
  const { repository, tag } = parseReference(reference);
  if (/^(?:zookeeper|confluentinc\/cp-zookeeper|bitnami(?:legacy)?\/zookeeper)$/.test(repository)) return 'zookeeper';
  const version = Number(/^v?(\d+)/.exec(tag ?? '')?.[1] ?? NaN);
  if (/^apache\/kafka(?:-native)?$/.test(repository)) return version < 4 ? undefined : 'without-zookeeper';
  if (/^bitnami(?:legacy)?\/kafka$/.test(repository)) return version >= 4 ? 'without-zookeeper' : undefined;
  // Confluent counts its platform: 8 has Kafka 4.
  return /^confluentinc\/cp-kafka$/.test(repository) && version >= 8 ? 'without-zookeeper' : undefined;
}
