import { bad, good } from '../../../core/rule.js';
import { isApplied } from '../model/applied.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore, isServed, kindOf, kindsNamed } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/api-too-new', {
  summary: 'An API version that the cluster does not have yet',
  why: `The configuration says which release of Kubernetes the manifests are for. One that is older than an API version refuses
what is in it: "no matches for kind". Use a version that both have until the cluster is upgraded.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['schema:unknown-kind'],
  fix: 'none',
  reach: 'part',
  messages: {
    older: '{kind} in {version} came with Kubernetes {since}, and the target is {target}. There it is in {other}.',
    none: '{kind} in {version} came with Kubernetes {since}, and the target is {target}, which has none.',
  },
  on: {
    object(object, ctx) {
      const { apiVersion, kind } = object;
      const target = targetRelease(ctx.kubernetesVersion);
      const fact = kindOf(apiVersion?.text ?? '', kind?.text ?? '');
      if (!apiVersion || !kind || !fact?.since || !isBefore(target, fact.since) || !isApplied(object)) return;
      const params = { kind: kind.text, version: apiVersion.text, since: fact.since, target };
      const other = kindsNamed(kind.text).find((one) => !one.project && isServed(one, target));
      if (other) ctx.report(apiVersion, 'older', { ...params, other: other.apiVersion });
      else ctx.report(apiVersion, 'none', params);
    },
  },
  examples: [
    bad('apiVersion: ‹batch/v1›\nkind: CronJob\nmetadata: {name: a}\n', { kubernetesVersion: '1.20' }),
    bad('apiVersion: ‹resource.k8s.io/v1›\r\nkind: DeviceClass\r\nmetadata: {name: a}\r\n', {
      kubernetesVersion: '1.25',
    }),
    good('apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\n', { kubernetesVersion: '1.21' }),
    good('apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\n'),
    good('apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: {name: a}\n', { kubernetesVersion: '1.16' }),
  ],
});
