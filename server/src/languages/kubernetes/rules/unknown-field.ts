import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { keyAt } from '../../../yaml/schema/lookup.js';
import { valueOf } from '../../../yaml/values.js';
import { homeOf, movedEntry, nodeAt } from '../model/misplaced.js';
import { isCustom, placeWords, schemaProblems } from '../model/schema-problems.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { schemaOf } from '../schema/schemas.js';

export const rule: Rule = kubernetesRule('kubernetes/unknown-field', {
  summary: 'A field that the kind does not have',
  why: `Each kind has its own fields, and upper and lower case count. kubectl refuses a manifest with any other; clients that
do not ask for that drop the field without a word, so that the setting never takes effect. Custom resources have other fields in
other releases of their project, so that there this is a warning.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:unknown-field', 'kube-linter:schema-validation'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    unknown: 'There is no field "{key}" in {where}. Remove it.',
    misspelt: 'There is no field "{key}" in {where}. Did you mean "{suggestion}"?',
    labels: 'There is no field "{key}" in {where}. Put the labels into "matchLabels".',
    misplaced: 'There is no field "{key}" in {where}. It belongs in {home}.',
  },
  fixes: { rename: 'Rename to "{suggestion}"', move: 'Move to {home}' },
  on: {
    object(object, ctx) {
      const { apiVersion, kind, map } = object;
      const schema = schemaOf(apiVersion?.text ?? '', kind?.text ?? '');
      if (!schema) return;
      const severity = isCustom(object) ? ({ severity: 'warning' } as const) : {};
      for (const problem of schemaProblems(object, ctx.document, 'unknown-field')) {
        if (problem.kind !== 'unknown-key') continue;
        const { span, key, entry, path, suggestion, fits } = problem;
        const where = placeWords(object, path.slice(0, -1));
        const isCase = suggestion?.toLowerCase() === key.toLowerCase();
        const home = isCase ? undefined : homeOf(schema, map, problem);
        if (home) {
          const params = { key, where, home: placeWords(object, home.path) };
          const from = nodeAt(map, path.slice(0, -1));
          const edits = from?.kind === 'map' ? movedEntry(ctx.text, from, problem, home.map) : undefined;
          const fix = edits && { title: 'move' as const, params, edits, safe: false };
          ctx.report(span, 'misplaced', params, { ...severity, fix });
        } else if (keyAt(schema, [...path.slice(0, -1), 'matchLabels'], map) && suggestion === undefined) {
          ctx.report(span, 'labels', { key, where }, severity);
        } else if (suggestion !== undefined && entry.key?.kind === 'scalar') {
          const params = { key, where, suggestion };
          const safe = fits && !isCustom(object) && typeof valueOf(entry.key) === 'string';
          const fix = { title: 'rename' as const, params, edits: [replaceScalar(entry.key, suggestion)], safe };
          ctx.report(span, 'misspelt', params, { ...severity, fix });
        } else ctx.report(span, 'unknown', { key, where }, severity);
      }
    },
  },
  examples: [
    bad(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: a
        spec:
          ‹replica›: 2
          selector: {matchLabels: {app: a}}
          template:
            metadata: {labels: {app: a}}
            spec:
              containers:
                - name: a
                  image: a:1
                  ‹imagepullpolicy›: Always # here
      `,
      {
        fixed: source`
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: a
          spec:
            replicas: 2
            selector: {matchLabels: {app: a}}
            template:
              metadata: {labels: {app: a}}
              spec:
                containers:
                  - name: a
                    image: a:1
                    imagePullPolicy: Always # here
        `,
      },
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata:
          name: a
        ‹labels›:
          app: a
        spec:
          ‹env›:
            - name: A
              value: b
          containers:
            - name: a
              image: a:1
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata:
            name: a
            labels:
              app: a
          spec:
            containers:
              - name: a
                image: a:1
                env:
                  - name: A
                    value: b
        `,
      },
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              image: a:1
              ‹volumes›:
                - name: data
                  emptyDir: {}
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
            volumes:
              - name: data
                emptyDir: {}
        `,
      },
    ),
    bad('apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: a, ‹Labels›: {a: b}}\r\n', {
      fixed: 'apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: a, labels: {a: b}}\r\n',
    }),
    bad('apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {‹replicas›: 2}\n'),
    bad('apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: a}\nspec: {‹interval›: 3}\n'),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          securityContext: {runAsNonRoot: true, ‹privileged›: false}
          containers:
            - name: a
              image: a:1
              securityContext: {readOnlyRootFilesystem: true}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            securityContext: {runAsNonRoot: true}
            containers:
              - name: a
                image: a:1
                securityContext: {readOnlyRootFilesystem: true, privileged: false}
        `,
      },
    ),
    bad(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector:\n    ‹app.kubernetes.io/name›: a\n',
    ),
    good(source`
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a, annotations: {anything: goes}}
      data: {whatever: a}
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: a}
      spek: {}
      ---
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resource: []
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec:
        $patch: replace
        ports: []
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: {{ .Values.name }}}
      spek: {}
    `),
  ],
});
