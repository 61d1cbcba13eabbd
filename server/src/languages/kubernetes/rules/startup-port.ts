import { bad, good } from '../../../core/rule.js';
import { isPatch, isPatched } from '../model/patches.js';
import { portProblem } from '../model/probes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/startup-port', {
  summary: 'A startup probe of a port that the container does not declare',
  why: `A probe that names a port finds it among those of its own container only; without it, the probe fails for ever. A number
works without being declared, but then it is often a slip.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-linter:startup-port'],
  fix: 'none',
  reach: 'part',
  messages: {
    name: 'Container "{name}" has no TCP port named "{port}", so its startup probe always fails. Name one that it has.',
    number:
      'The startup probe of container "{name}" asks port {port}, which is not among its TCP ports. Declare it or correct it.',
  },
  on: {
    container({ container, object }, ctx) {
      const found = portProblem(container, 'startupProbe');
      // What a patch leaves out, its base has.
      if (!found || isPatch(object, ctx) || isPatched(ctx.path, ctx.files)) return;
      const params = { name: container.name?.text ?? '', port: found.at.text };
      if (found.problem === 'name') ctx.report(found.at, 'name', params, { severity: 'error' });
      else ctx.report(found.at, 'number', params, { profile: 'strict' });
    },
  },
  examples: [
    bad(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 80, name: b}], startupProbe: {httpGet: {port: ‹web›}}}]}\n',
    ),
    bad(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 80, protocol: UDP}], startupProbe: {tcpSocket: {port: ‹80›}}}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 80, name: b}], startupProbe: {httpGet: {port: b}}}]}\n',
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, startupProbe: {exec: {command: [date]}}}]}\n'),
  ],
});
