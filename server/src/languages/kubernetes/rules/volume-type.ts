import { bad, good, source } from '../../../core/rule.js';
import { isEmpty, keyText } from '../../../yaml/values.js';
import { mapsIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

const restricted: ReadonlySet<string> = new Set([
  'configMap',
  'downwardAPI',
  'emptyDir',
  'projected',
  'secret',
  'csi',
  'persistentVolumeClaim',
  'ephemeral',
  'image',
]);

export const rule: Rule = kubernetesRule('kubernetes/volume-type', {
  summary: 'A kind of volume that the restricted standard does not allow',
  why: `Volumes that name a server or a disk themselves go past what the cluster knows of storage and who may use it. Ask for
storage with a PersistentVolumeClaim.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['pss:restricted/restrictedVolumes', 'trivy:KSV028'],
  tags: ['restricted'],
  fix: 'none',
  reach: 'part',
  messages: { type: 'The restricted standard allows no {type} volume. Use a PersistentVolumeClaim or the like.' },
  on: {
    pod(pod, ctx) {
      for (const volume of mapsIn(pod.spec, 'volumes')) {
        for (const entry of volume.entries) {
          const type = keyText(entry);
          if (!entry.key || type === undefined || !/^[a-z]\w*$/.test(type) || type === 'name') continue;
          if (restricted.has(type) || isEmpty(entry.value)) continue;
          const aliases = ['pss:restricted/restrictedVolumes', ...(type === 'hostPath' ? [] : ['trivy:KSV028'])];
          ctx.report(entry.key, 'type', { type }, { aliases });
        }
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        volumes:
          - name: a
            ‹nfs›: {server: a, path: /}
          - {name: b, ‹hostPath›: {path: /srv}}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {volumes: [{name: a, emptyDir: {}}, {name: b, image: {reference: a}}, {name: c}]}
    `),
  ],
});
