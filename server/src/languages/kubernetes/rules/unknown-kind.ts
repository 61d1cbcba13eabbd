import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { goneVersion } from '../model/api-versions.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { mapsIn, textIn } from '../model/nodes.js';
import { groupOf, isKind, type KubernetesObject, objectsOf } from '../model/objects.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { droppedByComponent } from '../schema/components.js';
import { isKnownVersion, isServed, kindOf, kindsIn, kindsNamed } from '../schema/kinds.js';

/** What the API server has beside the kinds that can be applied. */
const others: ReadonlySet<string> = new Set([
  'Status',
  'WatchEvent',
  'APIGroup',
  'APIVersions',
  'APIResource',
  'Scale',
]);

export const rule: Rule = kubernetesRule('kubernetes/unknown-kind', {
  summary: 'A kind that no API version is known to have',
  why: `A manifest of a kind that the cluster does not know is refused: "no matches for kind". It is mostly a misspelt kind, or
one in the API version of another. Custom resources whose definition is not known are told in a stricter profile, as nothing in
them can be checked.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:unknown-kind'],
  fix: 'unsafe',
  messages: {
    version: 'There is no {kind} in {version}. It is in {other}.',
    misspelt: 'There is no {kind} in {version}. Did you mean "{suggestion}"?',
    none: 'There is no {kind} in {version}.',
    custom: 'Nothing is known of {kind} in {version}, so that it is not checked.',
  },
  fixes: { change: 'Change to "{to}"' },
  on: {
    object(object, ctx) {
      const { apiVersion, kind } = object;
      if (!apiVersion || !kind || !isApplied(object) || kindOf(apiVersion.text, kind.text)) return;
      if (/List$/.test(kind.text) || others.has(kind.text)) return;
      if (isPlaceholder(kind.text) || isPlaceholder(apiVersion.text)) return;
      const target = targetRelease(ctx.kubernetesVersion);
      if (goneVersion(object, target) || droppedByComponent(apiVersion.text)) return;
      const params = { kind: kind.text, version: apiVersion.text };
      if (!isBuiltIn(object)) {
        const isDefined = objectsOf(ctx.document).some((one) => defines(one, object));
        if (!isDefined) ctx.report(kind, 'custom', params, { severity: 'info', profile: 'strict' });
        return;
      }
      const named = kindsNamed(kind.text).filter((fact) => !fact.project && isServed(fact, target));
      const other = named.find((fact) => /(?:^|\/)v\d+$/.test(fact.apiVersion)) ?? named[0];
      if (other) {
        const to = other.apiVersion;
        const edits = [replaceScalar(apiVersion, to)];
        ctx.report(
          apiVersion,
          'version',
          { ...params, other: to },
          { fix: { title: 'change', params: { to }, edits } },
        );
        return;
      }
      const kinds = kindsIn(apiVersion.text).map((fact) => fact.kind);
      const suggestion = nearest(kind.text, kinds, 2);
      if (suggestion === undefined) {
        if (isKnownVersion(apiVersion.text)) ctx.report(kind, 'none', params, { severity: 'info', profile: 'strict' });
        return;
      }
      const fix = { title: 'change' as const, params: { to: suggestion }, edits: [replaceScalar(kind, suggestion)] };
      ctx.report(kind, 'misspelt', { ...params, suggestion }, { fix });
    },
  },
  examples: [
    bad('apiVersion: ‹apps/v1›\nkind: CronJob\nmetadata: {name: a}\n', {
      fixed: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\n',
    }),
    bad('apiVersion: ‹v1›\nkind: Deployment\nmetadata: {name: a}\n', {
      fixed: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n',
    }),
    bad('apiVersion: apps/v1\r\nkind: ‹Deploymnet›\r\nmetadata: {name: a}\r\n', {
      fixed: 'apiVersion: apps/v1\r\nkind: Deployment\r\nmetadata: {name: a}\r\n',
    }),
    bad('apiVersion: example.com/v1\nkind: ‹Widget›\nmetadata: {name: a}\n'),
    bad('apiVersion: v1\nkind: ‹Whatever›\nmetadata: {name: a}\n'),
    good(source`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        names: {kind: Widget, plural: widgets}
        versions: [{name: v1}]
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: a}
      ---
      apiVersion: v1
      kind: List
      items: []
      ---
      apiVersion: apps/v1
      kind: DeploymentList
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: a}
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
    `),
  ],
});

/** Whether the group is one of Kubernetes itself, which nobody else may use. */
function isBuiltIn(object: KubernetesObject): boolean {
  const version = object.apiVersion?.text ?? '';
  return kindsIn(version).some((fact) => !fact.project) || !groupOf(object).includes('.');
}

/** Whether an object is the definition of another's kind. */
function defines(one: KubernetesObject, { kind, apiVersion }: KubernetesObject): boolean {
  if (!isKind(one, 'CustomResourceDefinition', 'apiextensions.k8s.io')) return false;
  const group = textIn(one.map, 'spec', 'group');
  const versions = [
    ...mapsIn(one.map, 'spec', 'versions').map((version) => textIn(version, 'name')),
    textIn(one.map, 'spec', 'version'),
  ];
  return (
    textIn(one.map, 'spec', 'names', 'kind') === kind?.text &&
    versions.some((version) => version !== undefined && `${group}/${version}` === apiVersion?.text)
  );
}
