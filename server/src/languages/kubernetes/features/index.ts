import type { DocumentSymbol, LanguageFeatures } from '../../../core/features.js';
import { yamlFolds } from '../../../yaml/folds.js';
import { formatYaml } from '../../../yaml/format.js';
import { ignoreHere } from '../../../yaml/ignore.js';
import { yamlSelections } from '../../../yaml/selections.js';
import type { KubernetesDocument } from '../document.js';
import { objectsOf } from '../model/objects.js';
import { podOf } from '../model/pods.js';

/** What an editor can do in a manifest. */
export const features: LanguageFeatures<KubernetesDocument> = {
  symbols: ({ document }) => symbols(document),
  folds: ({ document, text }) => yamlFolds(text, document.stream),
  selections: ({ document, text }, offset) => yamlSelections(text, document.stream, offset),
  format: async ({ document, text }, options) => formatYaml(text, document.stream, options),
  ignore: ({ document, text }, rule, _aliases, at) => ignoreHere(text, document.stream, rule, at.start, []),
};

/** The objects of a file, with the containers of their pods. */
function symbols(document: KubernetesDocument): readonly DocumentSymbol[] {
  return objectsOf(document).map((object) => {
    const { map, kind, name, namespace } = object;
    const span = { start: map.start, end: map.end };
    return {
      name: name?.text ?? '?',
      detail: [kind?.text ?? '', namespace?.text ?? ''].filter((part) => part !== '').join(', '),
      kind: 'module' as const,
      span,
      selection: name ? { start: name.start, end: name.end } : span,
      children: (podOf(object)?.containers ?? []).map((container) => ({
        name: container.name?.text ?? '?',
        detail: container.image?.text ?? '',
        kind: 'key' as const,
        span: { start: container.map.start, end: container.map.end },
        selection: { start: container.map.start, end: container.map.end },
        children: [],
      })),
    };
  });
}
