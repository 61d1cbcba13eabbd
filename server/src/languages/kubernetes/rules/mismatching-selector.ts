import { bad, good, source } from '../../../core/rule.js';
import { isApplied } from '../model/applied.js';
import { entryIn, mapIn, mapsIn, scalarIn, valueIn } from '../model/nodes.js';
import { groupOf, isKind, type KubernetesObject } from '../model/objects.js';
import { isPatch, isPatched } from '../model/patches.js';
import { podOf } from '../model/pods.js';
import { meaning } from '../model/security-context.js';
import { isOpaque, labelEntries, problemOfExpression, satisfies } from '../model/selectors.js';
import { setIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/mismatching-selector', {
  summary: 'A controller whose selector does not match its own pods',
  why: `A controller counts and replaces the pods that its selector matches. If the labels of its template do not satisfy the
selector, or the selector is empty, the API server refuses it. The selector of a Job is made by the cluster: leave it out.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:mismatching-selector',
    'kubescape:C-0296',
    'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    label:
      'The selector wants the label "{key}" to be "{value}", which the pods of the template do not have. Copy the label.',
    expression: 'The labels of the template do not satisfy this expression on "{key}". Change one of them.',
    empty: 'The selector is empty. Name the labels of the template in "matchLabels".',
    job: 'The cluster makes the selector of a Job. Leave "selector" out, or set "manualSelector: true".',
    operator: '"{operator}" is no operator of a selector. Use In, NotIn, Exists or DoesNotExist.',
    noValues: 'The operator "{operator}" needs at least one of "values".',
    values: 'The operator "{operator}" takes no "values". Take them out.',
  },
  fixes: { copy: 'Copy the label to the template' },
  on: {
    map({ map, path }, ctx) {
      if (
        path[path.length - 2] !== 'matchExpressions' ||
        path.includes('nodeSelectorTerms') ||
        !path.some((key) => /[sS]elector$/.test(`${key}`))
      )
        return;
      const found = problemOfExpression(map);
      if (found) ctx.report(found.at, found.problem, { operator: found.at.text }, { aliases: [] });
    },
    object(object, ctx) {
      if (!isApplied(object) || isPatch(object, ctx) || isPatched(ctx.path, ctx.files)) return;
      if (isKind(object, 'Job', 'batch')) {
        const wanted = entryIn(object.map, 'spec', 'selector');
        const given = valueIn(wanted?.value);
        const isManual = scalarIn(object.map, 'spec', 'manualSelector');
        const says = given?.kind === 'map' && given.entries.length > 0;
        // What the API server has filled in, exported with the object, names the uid.
        const isOwn = /controller-uid/.test(
          labelEntries(mapIn(given, 'matchLabels'))
            .map(({ key }) => key)
            .join(' '),
        );
        if (wanted?.key && says && !isOwn && meaning(isManual) !== true)
          ctx.report(wanted.key, 'job', {}, { aliases: [] });
        return;
      }
      const form = formOf(object);
      const entry = entryIn(object.map, 'spec', 'selector');
      const selector = mapIn(object.map, 'spec', 'selector');
      // Without a pod there is nothing that could lack labels.
      if (!form || !entry?.key || !selector || !podOf(object)) return;
      const wanted = labelEntries(form === 'plain' ? selector : mapIn(selector, 'matchLabels'));
      const expressions = form === 'plain' ? [] : mapsIn(selector, 'matchExpressions');
      const labels = labelEntries(mapIn(object.map, 'spec', 'template', 'metadata', 'labels'));
      if (isOpaque(wanted) || isOpaque(labels)) return;
      if (wanted.length === 0 && expressions.length === 0) {
        if (form === 'match' && selector.entries.length === 0)
          ctx.report(entry.key, 'empty', {}, { aliases: aliasesOf(object) });
        return;
      }
      const has = new Map(labels.map(({ key, value }) => [key, value.text]));
      const spec = mapIn(object.map, 'spec');
      for (const { key, value } of wanted) {
        if (has.get(key) === value.text) continue;
        const edit = spec && setIn(ctx.text, spec, ['template', 'metadata', 'labels', key], value.text);
        const fix = edit && { title: 'copy' as const, edits: [edit] };
        ctx.report(value, 'label', { key, value: value.text }, { fix, aliases: aliasesOf(object) });
      }
      for (const expression of expressions) {
        const key = scalarIn(expression, 'key');
        if (key && satisfies(has, expression) === false)
          ctx.report(key, 'expression', { key: key.text }, { aliases: aliasesOf(object) });
      }
    },
  },
  examples: [
    bad(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          selector:
            matchLabels:
              app: ‹web›
              tier: front
            matchExpressions:
              - {key: ‹env›, operator: In, values: [prod]}
          template:
            metadata:
              labels:
                app: api # old
                tier: front
            spec: {containers: [{name: a, image: a:1}]}
      `,
      {
        fixed: source`
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: a}
          spec:
            selector:
              matchLabels:
                app: web
                tier: front
              matchExpressions:
                - {key: env, operator: In, values: [prod]}
            template:
              metadata:
                labels:
                  app: web # old
                  tier: front
              spec: {containers: [{name: a, image: a:1}]}
        `,
      },
    ),
    bad(source`
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: a}
      spec:
        ‹selector›: {}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: a, image: a:1}]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec:
        ‹selector›: {matchLabels: {app: a}}
        template:
          metadata: {labels: {app: a}}
          spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: a}
      spec:
        podSelector:
          matchExpressions:
            - {key: a, operator: ‹Equals›, values: [b]}
            - {key: a, operator: ‹In›}
            - {key: a, operator: ‹Exists›, values: [b]}
    `),
    good(source`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec:
        selector:
          matchLabels: {app: web}
          matchExpressions: [{key: env, operator: NotIn, values: [test]}, {key: old, operator: DoesNotExist}]
        template:
          metadata: {labels: {app: web, more: a}}
          spec: {containers: [{name: a, image: a:1}]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec:
        manualSelector: true
        selector: {matchLabels: {app: a}}
        template:
          metadata: {labels: {app: a}}
          spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}
    `),
  ],
});

/** How a controller writes its selector; undefined for kinds that have none of their own. */
function formOf(object: KubernetesObject): 'plain' | 'match' | undefined {
  const group = groupOf(object);
  const kind = object.kind?.text ?? '';
  if (kind === 'ReplicationController' && group === '') return 'plain';
  if (kind === 'DeploymentConfig' && group === 'apps.openshift.io') return 'plain';
  const isApps = group === 'apps' || group === 'extensions';
  return isApps && /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet)$/.test(kind) ? 'match' : undefined;
}

/** The peers that look at objects of a kind. */
function aliasesOf({ kind }: KubernetesObject): string[] {
  const aliases = ['kube-linter:mismatching-selector', 'kubescape:C-0296'];
  if (kind?.text === 'Deployment')
    aliases.push('kube-score:deployment-pod-selector-labels-match-template-metadata-labels');
  if (kind?.text === 'StatefulSet')
    aliases.push('kube-score:statefulset-pod-selector-labels-match-template-metadata-labels');
  return aliases;
}
