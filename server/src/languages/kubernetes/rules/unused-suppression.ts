import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedSuppressionRule } from '../../../core/unused.js';

export const rule: Rule = unusedSuppressionRule('kubernetes', [
  bad(
    source`
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec:
        # platform-builder: ignore[‹kubernetes/unknown-field›] comes later
        type: ClusterIP
    `,
    {
      fixed: source`
        apiVersion: v1
        kind: Service
        metadata: {name: a}
        spec:
          type: ClusterIP
      `,
    },
  ),
  bad(
    source`
      apiVersion: v1
      kind: Pod
      metadata:
        name: a
        annotations:
          ‹ignore-check.kube-linter.io/deprecated-service-account-field›: gone since
          kube-score/ignore: container-image-tag,‹stable-version›
      spec:
        containers: [{name: a, image: a}]
    `,
    {
      fixed: source`
        apiVersion: v1
        kind: Pod
        metadata:
          name: a
          annotations:
            kube-score/ignore: container-image-tag
        spec:
          containers: [{name: a, image: a}]
      `,
    },
  ),
  good(source`
    # trivy:ignore:AVD-KSV-0107
    apiVersion: batch/v1beta1
    kind: CronJob
    metadata: {name: a}
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: a
      annotations:
        kube-linter.io/ignore-all: an old one
        prometheus.io/scrape: "true"
    spec:
      serviceAccount: b
  `),
  good(source`
    apiVersion: v1
    kind: Service
    metadata: {name: a}
    spec:
      # platform-builder: ignore[kubernetes/unknown-field] of a fork
      typ: ClusterIP
  `),
]);
