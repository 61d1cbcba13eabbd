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
  good(source`
    apiVersion: v1
    kind: Service
    metadata: {name: a}
    spec:
      # platform-builder: ignore[kubernetes/unknown-field] of a fork
      typ: ClusterIP
  `),
]);
