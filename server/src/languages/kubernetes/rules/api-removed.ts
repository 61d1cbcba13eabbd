import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { migration, replacementWords } from '../migrations/index.js';
import { goneVersion, versionAliases } from '../model/api-versions.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { droppedByComponent } from '../schema/components.js';
import { isBefore, isServed, kindOf } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/api-removed', {
  summary: 'An API version that the cluster no longer serves',
  why: `Kubernetes removes API versions that have been deprecated for long enough. A manifest in one is refused: "no matches
for kind". Most have a replacement with the same fields; some fields of Ingress, CustomResourceDefinition and
HorizontalPodAutoscaler changed with it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'pluto:removed',
    'schema:unknown-kind',
    'kube-score:stable-version',
    'kube-linter:no-extensions-v1beta',
    'trivy:KSV107',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    replaced: '{kind} in {version} is gone since Kubernetes {release}. Use {replacement}.',
    gone: '{kind} in {version} is gone since Kubernetes {release}, and nothing takes its place.',
    component: '{version} is gone since {project} {release}. Use {replacement}.',
  },
  fixes: { replace: 'Use {replacement}' },
  on: {
    object(object, ctx) {
      const { apiVersion, kind } = object;
      if (!apiVersion || !kind) return;
      const target = targetRelease(ctx.kubernetesVersion);
      const fact = kindOf(apiVersion.text, kind.text) ?? goneVersion(object, target);
      const aliases = versionAliases(object, 'removed');
      const params = { kind: kind.text, version: apiVersion.text };
      const dropped = fact ? undefined : droppedByComponent(apiVersion.text);
      if (dropped) {
        const { project, removed, replacement } = dropped;
        if (project === 'Kubernetes' && isBefore(target, removed)) return;
        const edits = [replaceScalar(apiVersion, replacement)];
        const fix = { title: 'replace' as const, params: { replacement }, edits };
        // Which release of the component there is, is not known.
        const details = { fix, aliases, severity: 'warning' as const };
        ctx.report(apiVersion, 'component', { ...params, project, release: removed, replacement }, details);
        return;
      }
      if (!fact?.until || isServed(fact, target) || isBefore(target, fact.until)) return;
      const release = fact.until;
      const { replacement } = fact;
      if (!replacement) {
        ctx.report(apiVersion, 'gone', { ...params, release }, { aliases });
        return;
      }
      const words = replacementWords(object, replacement);
      const edits = migration(object, replacement, ctx.text);
      const fix = edits && { title: 'replace' as const, params: { replacement: words }, edits };
      ctx.report(apiVersion, 'replaced', { ...params, release, replacement: words }, { fix, aliases });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: ‹batch/v1beta1›
        kind: CronJob
        metadata: {name: a}
      `,
      {
        fixed: source`
          apiVersion: batch/v1
          kind: CronJob
          metadata: {name: a}
        `,
      },
    ),
    bad(
      source`
        apiVersion: ‹extensions/v1beta1›
        kind: Ingress
        metadata:
          name: a
          annotations:
            kubernetes.io/ingress.class: nginx
        spec:
          backend: {serviceName: b, servicePort: web}
          rules:
            - http:
                paths:
                  - path: / # all
                    backend:
                      serviceName: a # ours
                      servicePort: 80
                  - backend:
                      servicePort: 'web'
                      serviceName: b
      `,
      {
        fixed: source`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: a
          spec:
            ingressClassName: nginx
            defaultBackend: {service: {name: b, port: {name: web}}}
            rules:
              - http:
                  paths:
                    - path: / # all
                      pathType: ImplementationSpecific
                      backend:
                        service:
                          name: a # ours
                          port:
                            number: 80
                    - pathType: ImplementationSpecific
                      backend:
                        service:
                          port:
                            name: 'web'
                          name: b
        `,
      },
    ),
    bad(
      source`
        apiVersion: ‹autoscaling/v2beta1›
        kind: HorizontalPodAutoscaler
        metadata: {name: a}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
          maxReplicas: 3
          metrics:
            - type: Resource
              resource:
                name: cpu
                targetAverageUtilization: 70 # percent
            - {type: Pods, pods: {metricName: hits, targetAverageValue: 1k}}
      `,
      {
        fixed: source`
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: {name: a}
          spec:
            scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
            maxReplicas: 3
            metrics:
              - type: Resource
                resource:
                  name: cpu
                  target:
                    type: Utilization
                    averageUtilization: 70 # percent
              - {type: Pods, pods: {metric: {name: hits}, target: {type: AverageValue, averageValue: 1k}}}
        `,
      },
    ),
    bad(
      source`
        apiVersion: ‹apiextensions.k8s.io/v1beta1›
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          version: v1
          names: {kind: Widget, plural: widgets}
          scope: Namespaced
          additionalPrinterColumns:
            - name: Age
              JSONPath: .metadata.creationTimestamp
              type: date
          validation:
            openAPIV3Schema:
              type: object
      `,
      {
        fixed: source`
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata: {name: widgets.example.com}
          spec:
            group: example.com
            versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
              additionalPrinterColumns:
                - name: Age
                  jsonPath: .metadata.creationTimestamp
                  type: date
            names: {kind: Widget, plural: widgets}
            scope: Namespaced
        `,
      },
    ),
    bad(
      'apiVersion: ‹apps/v1beta1›\r\nkind: Deployment\r\nmetadata: {name: a}\r\nspec:\r\n  template:\r\n    metadata: {labels: {app: a}}\r\n',
      {
        fixed:
          'apiVersion: apps/v1\r\nkind: Deployment\r\nmetadata: {name: a}\r\nspec:\r\n  selector:\r\n    matchLabels:\r\n      app: a\r\n  template:\r\n    metadata: {labels: {app: a}}\r\n',
      },
    ),
    bad('apiVersion: ‹cert-manager.io/v1alpha2›\nkind: Issuer\nmetadata: {name: a}\n', {
      fixed: 'apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: {name: a}\n',
    }),
    bad('apiVersion: ‹apps/v1beta1›\nkind: ReplicaSet\nmetadata: {name: a}\n'),
    bad('apiVersion: ‹policy/v1beta1›\nkind: PodSecurityPolicy\nmetadata: {name: a}\n'),
    good('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n', { kubernetesVersion: '1.24' }),
    good('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n'),
  ],
});
