import { type Language, language } from '../../core/language.js';
import { type KubernetesDocument, parseKubernetes } from './document.js';
import { features } from './features/index.js';
import { peerSettings } from './peer-settings.js';
import { rules } from './rules/index.generated.js';
import { suppressions } from './suppressions.js';
import { walkKubernetes } from './walk.js';

export const kubernetes: Language = language<KubernetesDocument>({
  id: 'kubernetes',
  name: 'Kubernetes',
  editorIds: ['helm', 'kubernetes'],
  detect(path, head) {
    if (!/\.(?:ya?ml|json)$/i.test(path) || isTemplate(path)) return 0;
    if (/(?:^|\/)kustomization\.ya?ml$|(?:^|\/)Kustomization$/.test(path)) return 0.9;
    return isManifest(head) ? 0.7 : isNearlyManifest(head) ? 0.4 : 0;
  },
  // Manifests in JSON are rare among all that is JSON: they are checked when they are opened or named.
  isToldByText: (path) => /\.ya?ml$/i.test(path) && !isTemplate(path),
  parse: parseKubernetes,
  rules,
  walk: walkKubernetes as Language<KubernetesDocument>['walk'],
  suppressions,
  peerSettings,
  features,
});

/** Templates of Helm are no YAML before they are filled in. */
function isTemplate(path: string): boolean {
  return /(?:^|\/)templates\//.test(path);
}

/** Whether a text that begins so has the two keys that every object has. */
function isManifest(head: string): boolean {
  if (/^\s*\{/.test(head)) return /"apiVersion"\s*:/.test(head) && /"kind"\s*:/.test(head);
  return /^(?:- )?apiVersion:[ \t]*["']?[\w./-]+/m.test(head) && /^(?:- | {2})?kind:[ \t]*["']?\w+/m.test(head);
}

/** Whether one of the two keys is missing, or empty, in what is an object otherwise. */
function isNearlyManifest(head: string): boolean {
  if (!/^(?:metadata|spec):/m.test(head)) return false;
  return /^apiVersion:[ \t]*["']?[\w./-]+/m.test(head) || /^kind:[ \t]*["']?[A-Z]\w+["']?[ \t]*\r?$/m.test(head);
}
