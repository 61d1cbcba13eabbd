import type { FeatureContext, SemanticToken } from '../../../core/features.js';
import type { ComposeDocument } from '../document.js';
import { namesOf } from '../model/names.js';

/** Names of variables inside of scalars, which a grammar of YAML takes for plain text. */
export function tokens({ document, path, text, files }: FeatureContext<ComposeDocument>): readonly SemanticToken[] {
  return namesOf(document, path, files)
    .in(path)
    .filter(
      ({ kind, scalar, name, span }) => kind === 'variable' && !scalar && text.slice(span.start, span.end) === name,
    )
    .map(({ span }) => ({ span: { start: span.start, end: span.end }, type: 'variable' }));
}
