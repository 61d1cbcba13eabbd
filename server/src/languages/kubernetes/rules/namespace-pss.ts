import { bad, good, source } from '../../../core/rule.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { scalarIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isPatch } from '../model/patches.js';
import { kubernetesRule, type Rule } from '../rule.js';

const baseline = [
  'kubescape:C-0192',
  'kubescape:C-0193',
  'kubescape:C-0194',
  'kubescape:C-0195',
  'kubescape:C-0196',
  'kubescape:C-0199',
  'kubescape:C-0202',
  'kubescape:C-0203',
  'kubescape:C-0204',
];
const restricted = ['kubescape:C-0197', 'kubescape:C-0198', 'kubescape:C-0200', 'kubescape:C-0201'];
const label = 'pod-security.kubernetes.io/enforce';

export const rule: Rule = kubernetesRule('kubernetes/namespace-pss', {
  summary: 'A namespace that takes pods of any kind',
  why: `The label \`pod-security.kubernetes.io/enforce\` has the API server refuse pods that breach a standard: \`baseline\` keeps them
off the node, \`restricted\` off root as well. Without it anything goes, unless some other policy says so.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kubescape:C-0192',
    'kubescape:C-0193',
    'kubescape:C-0194',
    'kubescape:C-0195',
    'kubescape:C-0196',
    'kubescape:C-0199',
    'kubescape:C-0202',
    'kubescape:C-0203',
    'kubescape:C-0204',
    'kubescape:C-0197',
    'kubescape:C-0198',
    'kubescape:C-0200',
    'kubescape:C-0201',
  ],
  fix: 'none',
  reach: 'part',
  messages: {
    open: 'Namespace "{name}" takes pods of any kind. Label it "pod-security.kubernetes.io/enforce: baseline".',
    root: 'Namespace "{name}" takes pods that run as root. Enforce the restricted standard if its pods keep to it.',
  },
  on: {
    object(object, ctx) {
      if (!isKind(object, 'Namespace') || !isApplied(object) || isPatch(object, ctx)) return;
      const level = scalarIn(object.metadata, 'labels', label);
      const at = level ?? object.name ?? object.kind;
      if (!at || level?.text === 'restricted' || (level && isPlaceholder(level.text))) return;
      const name = object.name?.text ?? '';
      if (level?.text === 'baseline') ctx.report(at, 'root', { name }, { aliases: restricted, profile: 'all' });
      else ctx.report(at, 'open', { name }, { aliases: [...baseline, ...restricted] });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Namespace\nmetadata: {name: ‹a›}\n'),
    bad(source`
      apiVersion: v1
      kind: Namespace
      metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: ‹baseline›}}
    `),
    good(source`
      apiVersion: v1
      kind: Namespace
      metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: restricted}}
    `),
  ],
});
