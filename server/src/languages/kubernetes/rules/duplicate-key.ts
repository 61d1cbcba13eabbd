import { bad, good, source } from '../../../core/rule.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { mapsIn, scalarIn } from '../model/nodes.js';
import { groupOf } from '../model/objects.js';
import { isKustomization } from '../model/patches.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/duplicate-key', {
  summary: 'The same key twice, or two items of a list under one name',
  why: `A map has each key once; kubectl refuses a second one, and other clients use the last without a word. Containers,
volumes, the names of a container's ports and the paths of its mounts tell the items of their lists apart, so that the API
server takes each once. Init containers and containers share their names.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    key: '"{key}" stands twice in the same map. Take one of them out.',
    container: 'There are two containers with the name "{key}". Rename one of them.',
    volume: 'There are two volumes with the name "{key}". Rename one of them.',
    port: 'There are two ports with the name "{key}" in this container. Rename one of them.',
    mount: 'Two volumes are mounted at "{key}". Mount one of them elsewhere.',
  },
  on: {
    map({ map, object }, ctx) {
      // Kustomize takes a generator twice.
      if (isKustomization(ctx.path) || groupOf(object) === 'kustomize.config.k8s.io') return;
      const keys = map.entries.flatMap(({ key }) => (key?.kind === 'scalar' ? [key] : []));
      for (const [scalar, first] of repeated(keys)) {
        // A second `<<` is merged as well, and lines of a template are no keys.
        if (scalar.text === '<<' || scalar.text.startsWith('{{')) continue;
        ctx.report(scalar, 'key', { key: scalar.text }, { related: [{ span: first, message: 'The first' }] });
      }
    },
    pod({ spec, containers }, ctx) {
      const report = (scalars: readonly (YamlScalar | undefined)[], message: Message) => {
        for (const [scalar, first] of repeated(scalars.filter((one) => one !== undefined))) {
          const related = [{ span: first, message: 'The first' }];
          ctx.report(scalar, message, { key: scalar.text }, { related });
        }
      };
      const named = (maps: readonly YamlMap[], key: string) => maps.map((map) => written(map, key));
      report(
        containers.map(({ map }) => written(map, 'name')),
        'container',
      );
      report(named(mapsIn(spec, 'volumes'), 'name'), 'volume');
      for (const { map } of containers) {
        report(named(mapsIn(map, 'ports'), 'name'), 'port');
        report(named(mapsIn(map, 'volumeMounts'), 'mountPath'), 'mount');
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a, ‹name›: b}
      spec:
        initContainers:
          - {name: a, image: a:1}
        containers:
          - name: ‹a›
            image: a:1
            ‹image›: a:2
            ports: [{name: web, containerPort: 1}, {name: ‹web›, containerPort: 2}]
            volumeMounts:
              - {name: a, mountPath: /a}
              - {name: b, mountPath: ‹/a›}
        volumes: [{name: a, emptyDir: {}}, {name: ‹a›, emptyDir: {}}]
    `),
    good('resources: [a]\nresources: [b]\nkind: Kustomization\nmetadata: {name: a}\n', { path: 'kustomization.yaml' }),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        containers:
          - &a
            name: a
            image: a:1
            ports: [{name: web, containerPort: 1}, {containerPort: 2}, {containerPort: 3}]
          - <<: *a
            name: b
        volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]
    `),
  ],
});

type Message = 'container' | 'volume' | 'port' | 'mount';

function written(map: YamlMap, key: string): YamlScalar | undefined {
  return map.entries.some((entry) => keyText(entry) === key) ? scalarIn(map, key) : undefined;
}

/** Those whose text stood before, each with the first of them. */
function repeated(scalars: readonly YamlScalar[]): readonly (readonly [YamlScalar, YamlScalar])[] {
  const seen = new Map<string, YamlScalar>();
  const found: (readonly [YamlScalar, YamlScalar])[] = [];
  for (const scalar of scalars) {
    const first = seen.get(scalar.text);
    if (!first) seen.set(scalar.text, scalar);
    else if (first !== scalar) found.push([scalar, first]);
  }
  return found;
}
