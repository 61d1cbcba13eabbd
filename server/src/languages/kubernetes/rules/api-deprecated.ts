import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { migration, replacementWords } from '../migrations/index.js';
import { versionAliases } from '../model/api-versions.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { droppedByComponent } from '../schema/components.js';
import { isBefore, isServed, kindOf } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/api-deprecated', {
  summary: 'An API version that is going to be removed',
  why: `Kubernetes removes a deprecated API version a few releases later, and then refuses every manifest in it. The replacement is
mostly there long before; moving early keeps an upgrade of the cluster from failing.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['pluto:deprecated', 'kube-score:stable-version', 'kube-linter:no-extensions-v1beta', 'trivy:KSV107'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    leaving: '{kind} in {version} is deprecated since Kubernetes {release}, and gone in {until}. Use {replacement}.',
    ending:
      '{kind} in {version} is deprecated since Kubernetes {release}, and gone in {until}. Nothing takes its place.',
    later:
      '{kind} in {version} is deprecated since Kubernetes {release}. {replacement} takes its place, which {target} does not have yet.',
    staying: '{kind} in {version} is deprecated since Kubernetes {release}. Use {replacement}.',
    plain: '{kind} in {version} is deprecated since Kubernetes {release}.',
  },
  fixes: { replace: 'Use {replacement}' },
  on: {
    object(object, ctx) {
      const { apiVersion, kind } = object;
      if (!apiVersion || !kind) return;
      const target = targetRelease(ctx.kubernetesVersion);
      const fact = kindOf(apiVersion.text, kind.text);
      const aliases = versionAliases(object, 'deprecated');
      const dropped = fact ? undefined : droppedByComponent(apiVersion.text);
      if (dropped?.project === 'Kubernetes' && dropped.deprecated) {
        const { deprecated, removed, replacement } = dropped;
        if (isBefore(target, deprecated) || !isBefore(target, removed)) return;
        const params = { kind: kind.text, version: apiVersion.text, release: deprecated, until: removed, replacement };
        const edits = [replaceScalar(apiVersion, replacement)];
        ctx.report(apiVersion, 'leaving', params, { aliases, fix: { title: 'replace', params, edits } });
        return;
      }
      if (!fact?.deprecated || isBefore(target, fact.deprecated) || !isServed(fact, target)) return;
      const { replacement, until = '' } = fact;
      const params = { kind: kind.text, version: apiVersion.text, release: fact.deprecated, until, target };
      if (!replacement) {
        const mild = until === '' ? ({ severity: 'info' } as const) : {};
        ctx.report(apiVersion, until === '' ? 'plain' : 'ending', params, { aliases, ...mild });
        return;
      }
      const words = replacementWords(object, replacement);
      const now = kindOf(replacement.apiVersion, replacement.kind);
      if (now && !isServed(now, target)) {
        ctx.report(apiVersion, 'later', { ...params, replacement: words }, { aliases, severity: 'info' });
        return;
      }
      const edits = migration(object, replacement, ctx.text);
      const fix = edits && { title: 'replace' as const, params: { replacement: words }, edits };
      const mild = until === '' ? ({ severity: 'info' } as const) : {};
      const message = until === '' ? 'staying' : 'leaving';
      ctx.report(apiVersion, message, { ...params, replacement: words }, { fix, aliases, ...mild });
    },
  },
  examples: [
    bad('apiVersion: ‹batch/v1beta1›\nkind: CronJob\nmetadata: {name: a}\n', {
      kubernetesVersion: '1.24',
      fixed: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\n',
    }),
    bad(
      source`
        apiVersion: ‹networking.k8s.io/v1beta1›
        kind: Ingress
        metadata: {name: a}
        spec:
          backend:
            serviceName: a
            servicePort: 80
      `,
      {
        kubernetesVersion: '1.20',
        fixed: source`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: {name: a}
          spec:
            defaultBackend:
              service:
                name: a
                port:
                  number: 80
        `,
      },
    ),
    bad('apiVersion: ‹policy/v1beta1›\nkind: PodSecurityPolicy\nmetadata: {name: a}\n', { kubernetesVersion: '1.22' }),
    bad('apiVersion: ‹v1›\nkind: Endpoints\nmetadata: {name: a}\n'),
    bad('apiVersion: ‹extensions/v1beta1›\nkind: Ingress\nmetadata: {name: a}\n', { kubernetesVersion: '1.18' }),
    good('apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n', { kubernetesVersion: '1.32' }),
    good('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n', { kubernetesVersion: '1.20' }),
    good('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n'),
    good('apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n'),
  ],
});
