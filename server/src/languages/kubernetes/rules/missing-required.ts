import { bad, good, source } from '../../../core/rule.js';
import { keyText, resolved } from '../../../yaml/values.js';
import { isApplied } from '../model/applied.js';
import { keyIn, mapIn, textIn, valueIn } from '../model/nodes.js';
import type { KubernetesObject } from '../model/objects.js';
import { isKustomized, isPatch, isPatched } from '../model/patches.js';
import { placeOfContainer, podOf } from '../model/pods.js';
import { targetRelease } from '../model/release.js';
import { isCustom, placeWords, schemaProblems } from '../model/schema-problems.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore, kindOf } from '../schema/kinds.js';

/** The keys that lead to a pod's template in kinds that have one. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
};

export const rule: Rule = kubernetesRule('kubernetes/missing-required', {
  summary: 'A field that has to be there is missing',
  why: `The API server refuses an object without its name, a workload without a selector, a pod without containers, a container
without an image, and so on. Patches, which have only what they change, are left alone, and
so is what a kustomization beside the file may put in.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:type'],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: '"{key}" is missing in {where}. Add it.',
    name: 'The {kind} has no name. Give it one in "metadata.name".',
    spec: 'The {kind} runs nothing, as its pod has no "spec". Add it, with "containers".',
    containers: 'The pod has no containers. Give it at least one in "containers".',
    image: 'The container {name} has no image. Give it one in "image".',
  },
  on: {
    object(object, ctx) {
      const { kind, apiVersion } = object;
      const fact = kindOf(apiVersion?.text ?? '', kind?.text ?? '');
      if (!kind || !fact || !isApplied(object) || isPatch(object, ctx)) return;
      // What is gone, api-removed tells of; with the next version it has other fields.
      if (fact.until && !isBefore(targetRelease(ctx.kubernetesVersion), fact.until)) return;
      const isBase = isKustomized(ctx.path, ctx.files);
      const patched = isPatched(ctx.path, ctx.files);
      for (const problem of schemaProblems(object, ctx.document, 'missing-required')) {
        if (
          problem.kind !== 'missing-key' ||
          (isBase && problem.key === 'selector') ||
          (patched && added.has(problem.key))
        )
          continue;
        const params = { key: problem.key, where: placeWords(object, problem.path.slice(0, -1)) };
        ctx.report(problem.span, 'missing', params, isCustom(object) ? { severity: 'warning' } : {});
      }
      if (isBroken(object) || patched) return;
      if (isNameless(object)) ctx.report(kind, 'name', { kind: kind.text }, own);
      const template = templates[kind.text];
      const holder = kind.text === 'Pod' ? object.map : template && mapIn(object.map, ...template);
      if (!fact.project && holder && !podOf(object) && !isFilled(valueIn(holder, 'spec')))
        ctx.report((template && keyIn(object.map, ...template)) ?? kind, 'spec', { kind: kind.text }, own);
    },
    pod({ object, spec, containers }, ctx) {
      const fact = kindOf(object.apiVersion?.text ?? '', object.kind?.text ?? '');
      if (!fact || fact.project || !isApplied(object) || isBroken(object)) return;
      if (isPatch(object, ctx) || isPatched(ctx.path, ctx.files)) return;
      const list = valueIn(spec, 'containers');
      if (list?.kind === 'seq' && list.items.length === 0) ctx.report(list, 'containers', {}, own);
      for (const container of containers) {
        if (container.image ? container.image.text !== '' : isFilled(valueIn(container.map, 'image'))) continue;
        if (merges(container.map)) continue;
        const name = container.name?.text ? `"${container.name.text}"` : 'here';
        ctx.report(container.image ?? placeOfContainer(container), 'image', { name }, own);
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      ‹spec›:
        template:
          metadata: {labels: {app: a}}
          spec:
            containers:
              - name: ‹a›
                ports: [{‹name›: web}]
              - ‹image›: b:1
    `),
    bad(source`
      apiVersion: v1
      kind: ‹ConfigMap›
      metadata: {labels: {a: b}}
      ---
      apiVersion: v1
      kind: ‹Pod›
      metadata: {name: a}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: ‹[]›}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec:
        template:
          ‹spec›: {restartPolicy: Never}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec:
        ‹template›: {}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {generateName: a-}
      spec:
        containers:
          - {name: a, image: a:1}
      ---
      apiVersion: authorization.k8s.io/v1
      kind: SelfSubjectAccessReview
      spec: {resourceAttributes: {verb: get}}
      ---
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      nodes: [{}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec: {replicas: 3}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec:
        ports: [{$patch: delete, name: web}]
    `),
    good(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          template:
            metadata: {labels: {a: b}}
            spec: {containers: [{name: a, image: a:1}]}
      `,
      {
        path: 'base/a.yaml',
        files: { 'base/kustomization.yaml': 'resources: [a.yaml]\ncommonLabels: {app: a}\n' },
      },
    ),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n', {
      path: 'base/a.yaml',
      files: { 'base/kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: b.yaml}]\n' },
    }),
    good('apiVersion: v1\nkind: Service\nspec: {ports: [{name: web}]}\n', {
      path: 'overlay/ports.yaml',
      files: { 'overlay/kustomization.yaml': 'patches:\n  - path: ports.yaml\n    target: {kind: Service}\n' },
    }),
  ],
});

/** What the patches of a kustomization mostly put in; labels make selectors besides. */
const added: ReadonlySet<string> = new Set(['containers', 'template', 'name', 'image', 'schedule']);

/** What no schema asks for. */
const own = { aliases: [] };

function isFilled(node: ReturnType<typeof valueIn>): boolean {
  return node !== undefined && !(node.kind === 'scalar' && /^(?:|~|null)$/i.test(node.text));
}

/** Whether entries may come from elsewhere. */
function merges(map: Parameters<typeof mapIn>[0]): boolean {
  const at = resolved(map);
  return at?.kind === 'map' && at.entries.some((entry) => keyText(entry) === '<<');
}

/** What is missing may be in what cannot be read. */
function isBroken({ document }: KubernetesObject): boolean {
  return document.problems.length > 0;
}

/** Questions to the API server have no names, and names may be left to it. */
function isNameless({ kind, metadata, map, name }: KubernetesObject): boolean {
  if (/Review$/.test(kind?.text ?? '') || merges(map) || merges(metadata)) return false;
  if (name ? name.text !== '' && name.text !== 'null' : valueIn(metadata, 'name') !== undefined) return false;
  return !textIn(metadata, 'generateName');
}
