import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { isPlaceholder } from '../model/applied.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import { isPatched } from '../model/patches.js';
import type { Pod } from '../model/pods.js';
import { isWholePod } from '../model/security-context.js';
import { addToList } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/volume-mount-undefined', {
  summary: 'A container that mounts a volume its pod does not have',
  why: `What a container names in \`volumeMounts\` or \`volumeDevices\` has to be one of the \`volumes\` of its pod, or in a StatefulSet
one of its \`volumeClaimTemplates\`. The API server refuses anything else.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    near: 'The pod has no volume "{name}". Did you mean "{meant}"?',
    none: 'The pod has no volume "{name}". Add it to "volumes".',
  },
  fixes: { rename: 'Change to "{meant}"', add: 'Add an emptyDir volume "{name}"' },
  on: {
    container({ container, pod }, ctx) {
      if (!isWholePod(pod, ctx) || isPatched(ctx.path, ctx.files)) return;
      const known = volumesOf(pod);
      if (known.some(isPlaceholder)) return;
      for (const key of ['volumeMounts', 'volumeDevices']) {
        for (const mount of mapsIn(container.map, key)) {
          const at = scalarIn(mount, 'name');
          if (!at || at.text === '' || isPlaceholder(at.text) || known.includes(at.text)) continue;
          const meant = nearest(at.text, known);
          if (meant !== undefined) {
            const fix = { title: 'rename' as const, params: { meant }, edits: [replaceScalar(at, meant)] };
            ctx.report(at, 'near', { name: at.text, meant }, { fix });
            continue;
          }
          const edit = addToList(ctx.text, pod.spec, 'volumes', [
            ['name', at.text],
            ['emptyDir', '{}'],
          ]);
          const isMount = key === 'volumeMounts' && /^[a-z0-9-]+$/.test(at.text) && !/^\d+$/.test(at.text);
          const fix = isMount && edit ? { title: 'add' as const, params: { name: at.text }, edits: [edit] } : undefined;
          ctx.report(at, 'none', { name: at.text }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              image: a:1
              volumeMounts:
                - {name: ‹confg›, mountPath: /a}
                - {name: ‹cache›, mountPath: /b}
          volumes:
            - name: config
              configMap: {name: a}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                image: a:1
                volumeMounts:
                  - {name: config, mountPath: /a}
                  - {name: cache, mountPath: /b}
            volumes:
              - name: config
                configMap: {name: a}
              - name: cache
                emptyDir: {}
        `,
      },
    ),
    good(source`
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: a}
      spec:
        selector: {matchLabels: {app: a}}
        template:
          metadata: {labels: {app: a}}
          spec:
            containers:
              - name: a
                image: a:1
                volumeMounts: [{name: data, mountPath: /data}, {name: tmp, mountPath: /tmp}, {name: '\${X}', mountPath: /x}]
            volumes: [{name: tmp, emptyDir: {}}]
        volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    `),
    good(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {containers: [{name: a, volumeMounts: [{name: x, mountPath: /x}]}]}
      `,
      { path: 'patches/a.yaml' },
    ),
  ],
});

/** The names of what containers of a pod may mount. */
function volumesOf({ spec, object }: Pod): readonly string[] {
  const claims = object.kind?.text === 'StatefulSet' ? mapsIn(object.map, 'spec', 'volumeClaimTemplates') : [];
  return [
    ...mapsIn(spec, 'volumes').map((volume) => textIn(volume, 'name') ?? ''),
    ...claims.map((claim) => textIn(claim, 'metadata', 'name') ?? ''),
  ];
}
