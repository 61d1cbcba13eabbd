import { Memo } from '../../../core/memo.js';
import type { YamlDocument } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { textIn } from './nodes.js';
import { groupOf, type KubernetesObject } from './objects.js';

// What the API server is never given: files of other tools that look like objects, and templates of manifests.

const toolGroups: ReadonlySet<string> = new Set([
  'kustomize.config.k8s.io',
  'kind.x-k8s.io',
  'skaffold',
  'config.kubernetes.io',
  'audit.k8s.io',
  'kubeadm.k8s.io',
  'client.authentication.k8s.io',
  'eksctl.io',
  'k3d.io',
  'ctlptl.dev',
  'backstage.io',
]);

/** Whether an object is one that a cluster is given as it is written. */
export function isApplied(object: KubernetesObject): boolean {
  const { document, kind, apiVersion, metadata } = object;
  if (!kind?.text || !apiVersion?.text) return false;
  const group = groupOf(object);
  // The configuration of kubelet, scheduler and the like, and that of kubectl.
  if (toolGroups.has(group) || group.endsWith('.config.k8s.io')) return false;
  if (kind.text === 'Config' && group === '') return false;
  if (textIn(metadata, 'annotations', 'config.kubernetes.io/local-config') === 'true') return false;
  return !isTemplate(document);
}

const templates = new Memo<YamlDocument, { readonly is: boolean }>();

/** Whether a document is filled in before it is used, by something that writes `{{ … }}` where YAML has to be. */
export function isTemplate(document: YamlDocument): boolean {
  const known = templates.get(document);
  if (known) return known.is;
  let is = false;
  visitYaml(document.root, {
    map(map) {
      // `{{ x }}` reads as a map in a map.
      const key = map.flow ? map.entries[0]?.key : undefined;
      if (key?.kind === 'map' && key.flow && key.start === map.start + 1) is = true;
    },
    entry(entry) {
      if (entry.key?.kind === 'scalar' && entry.key.style === 'plain' && isTemplateText(keyText(entry) ?? ''))
        is = true;
    },
    scalar({ style, text }) {
      if (style === 'plain' && isTemplateText(text)) is = true;
    },
  });
  templates.set(document, { is });
  return is;
}

function isTemplateText(text: string): boolean {
  return /^(?:\{\{|\{%|<%)/.test(text);
}

/** Whether a value is one that something else puts in: `${X}`, `$X`, `$(X)`, `{{ x }}`, `<% x %>`, `__X__`, `@X@`, `RELEASE-NAME`. */
export function isPlaceholder(text: string): boolean {
  return /\$[{(]|\{\{|\{%|<%|^\$\w+$|^__\w+__$|^@\w+@$|RELEASE-NAME/.test(text);
}
