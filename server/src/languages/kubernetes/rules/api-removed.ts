import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
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
  },
  fixes: { replace: 'Use {replacement}' },
  on: {
    object({ apiVersion, kind }, ctx) {
      if (!apiVersion || !kind) return;
      const fact = kindOf(apiVersion.text, kind.text);
      const target = targetRelease(ctx.kubernetesVersion);
      if (!fact?.until || isServed(fact, target) || isBefore(target, fact.until)) return;
      const params = { kind: kind.text, version: apiVersion.text, release: fact.until };
      const { replacement } = fact;
      if (!replacement) {
        ctx.report(apiVersion, 'gone', params);
        return;
      }
      const isSameKind = replacement.kind === kind.text;
      const name = isSameKind ? replacement.apiVersion : `${replacement.kind} in ${replacement.apiVersion}`;
      const edits = [replaceScalar(apiVersion, replacement.apiVersion)];
      if (!isSameKind) edits.push(replaceScalar(kind, replacement.kind));
      const fix = { title: 'replace' as const, params: { replacement: name }, edits };
      ctx.report(apiVersion, 'replaced', { ...params, replacement: name }, { fix });
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
    bad('apiVersion: ‹policy/v1beta1›\nkind: PodSecurityPolicy\nmetadata: {name: a}\n'),
    good('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n', { kubernetesVersion: '1.24' }),
    good('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n'),
  ],
});
