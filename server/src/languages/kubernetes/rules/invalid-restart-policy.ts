import { bad, good, source } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { entryIn, scalarIn } from '../model/nodes.js';
import { groupOf, type KubernetesObject } from '../model/objects.js';
import { isPatched } from '../model/patches.js';
import { isWholePod } from '../model/security-context.js';
import { setIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/invalid-restart-policy', {
  summary: 'A restart policy that the kind of workload does not allow',
  why: `A Job is done when its pods end, so these may not restart for ever: \`restartPolicy\` has to be \`OnFailure\` or \`Never\`,
and it is \`Always\` where it is missing. Deployments and other controllers keep pods running and allow \`Always\` only.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:cronjob-restartpolicy'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    job: '"{policy}" is no restart policy of a {kind}. Use OnFailure, or Never.',
    missing: 'The pods of this {kind} restart always, which no job may. Set "restartPolicy" to OnFailure, or to Never.',
    controller: 'Pods of a {kind} always restart; "{policy}" is refused. Take "restartPolicy" out.',
  },
  fixes: { set: 'Set restartPolicy to OnFailure' },
  on: {
    pod(pod, ctx) {
      const { object, spec } = pod;
      const works = workOf(object);
      if (!works || !isWholePod(pod, ctx)) return;
      const kind = object.kind?.text ?? '';
      const at = scalarIn(spec, 'restartPolicy');
      const policy = at?.text ?? '';
      if (isPlaceholder(policy)) return;
      if (works === 'controller') {
        if (at && policy !== '' && policy !== 'Always') ctx.report(at, 'controller', { kind, policy }, { aliases: [] });
        return;
      }
      if (policy === 'OnFailure' || policy === 'Never') return;
      if (policy === '' && (isPatched(ctx.path, ctx.files) || !entryIn(spec, 'containers'))) return;
      const edit = setIn(ctx.text, spec, ['restartPolicy'], 'OnFailure');
      const fix = edit && { title: 'set' as const, edits: [edit] };
      const aliases = kind === 'CronJob' ? ['kube-score:cronjob-restartpolicy'] : [];
      const place = (policy === '' ? undefined : at) ?? entryIn(spec, 'restartPolicy')?.key ?? object.kind;
      if (place) ctx.report(place, policy === '' ? 'missing' : 'job', { kind, policy }, { fix, aliases });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: batch/v1
        kind: ‹Job›
        metadata: {name: a}
        spec:
          template:
            spec:
              containers: [{name: a, image: a:1}]
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: a}
        spec:
          schedule: "0 1 * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: ‹Always›, containers: [{name: a, image: a:1}]}}}}
      `,
      {
        fixed: source`
          apiVersion: batch/v1
          kind: Job
          metadata: {name: a}
          spec:
            template:
              spec:
                containers: [{name: a, image: a:1}]
                restartPolicy: OnFailure
          ---
          apiVersion: batch/v1
          kind: CronJob
          metadata: {name: a}
          spec:
            schedule: "0 1 * * *"
            jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: a, image: a:1}]}}}}
        `,
      },
    ),
    bad(source`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec:
        selector: {matchLabels: {app: a}}
        template:
          metadata: {labels: {app: a}}
          spec: {restartPolicy: ‹Never›, containers: [{name: a, image: a:1}]}
    `),
    good(source`
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a:1}]}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {restartPolicy: OnFailure, containers: [{name: a, image: a:1}]}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: a}
      spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {restartPolicy: Always, containers: []}}}
    `),
  ],
});

function workOf(object: KubernetesObject): 'job' | 'controller' | undefined {
  const group = groupOf(object);
  const kind = object.kind?.text ?? '';
  if (group === 'batch') return 'job';
  if (group === '') return kind === 'ReplicationController' ? 'controller' : undefined;
  return (group === 'apps' || group === 'extensions') && /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet)$/.test(kind)
    ? 'controller'
    : undefined;
}
