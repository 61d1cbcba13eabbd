import { bad, good, source } from '../../../core/rule.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/ingress-nginx-eol', {
  summary: 'The community ingress controller for nginx, which is no longer maintained',
  why: `ingress-nginx, the controller of the Kubernetes community, gets no fixes since March 2026, not even for security. Move to
an implementation of the Gateway API, or to another controller. The controller of F5, \`nginx/nginx-ingress\`, is another program.`,
  category: 'security',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['kubescape:C-0292'],
  fix: 'none',
  reach: 'part',
  messages: { eol: 'ingress-nginx gets no fixes since March 2026. Move to the Gateway API or to another controller.' },
  on: {
    container({ container: { image } }, ctx) {
      if (image && /(?:^|\/)ingress-nginx\/controller/.test(image.text)) ctx.report(image, 'eol');
    },
  },
  examples: [
    bad(source`
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: a}
      spec:
        template:
          spec:
            containers:
              - name: a
                image: ‹registry.k8s.io/ingress-nginx/controller:v1.14.0›
              - name: b
                image: ‹example.com/ingress-nginx/controller-chroot:v1›
    `),
    good(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx/nginx-ingress:5}]}\n',
    ),
  ],
});
