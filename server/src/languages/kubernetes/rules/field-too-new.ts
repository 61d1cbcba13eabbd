import { bad, good, source } from '../../../core/rule.js';
import { keyAt } from '../../../yaml/schema/lookup.js';
import { isApplied } from '../model/applied.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore, kindOf, knownReleases } from '../schema/kinds.js';
import { schemaOf } from '../schema/schemas.js';

export const rule: Rule = kubernetesRule('kubernetes/field-too-new', {
  summary: 'A field that the cluster does not have yet',
  why: `The configuration says which release of Kubernetes the manifests are for. kubectl refuses a field that the cluster does
not know, and other clients drop it without a word.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:unknown-field'],
  fix: 'none',
  reach: 'part',
  messages: {
    new: 'The field "{key}" came with Kubernetes {since}, and the target is {target}. Leave it out, or upgrade first.',
    gone: 'The field "{key}" is gone since Kubernetes {until}. Remove it.',
  },
  on: {
    entry({ entry, path, object }, ctx) {
      const target = targetRelease(ctx.kubernetesVersion);
      const key = path[path.length - 1];
      if (target === knownReleases().last || typeof key !== 'string' || entry.key?.kind !== 'scalar') return;
      const [version, kind] = [object.apiVersion?.text ?? '', object.kind?.text ?? ''];
      const schema = schemaOf(version, kind);
      if (!schema || kindOf(version, kind)?.project || !isApplied(object)) return;
      const known = keyAt(schema, path, object.map)?.key;
      if (known?.since && isBefore(target, known.since))
        ctx.report(entry.key, 'new', { key, since: known.since, target });
      else if (known?.until && !isBefore(target, known.until))
        ctx.report(entry.key, 'gone', { key, until: known.until });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          ‹resources›: {limits: {cpu: 1}}
          containers:
            - name: a
              image: a:1
              lifecycle:
                preStop:
                  ‹sleep›: {seconds: 5}
      `,
      { kubernetesVersion: '1.28' },
    ),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {resources: {limits: {cpu: 1}}, containers: []}\n'),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeName: a, containers: []}\n', {
      kubernetesVersion: '1.28',
    }),
  ],
});
