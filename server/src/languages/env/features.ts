import type { LanguageFeatures } from '../../core/features.js';
import { ignoreHere } from '../../yaml/ignore.js';
import type { EnvDocument } from './document.js';

/** What an editor can do in an env file; where a variable is used, the facts of all files tell. */
export const features: LanguageFeatures<EnvDocument> = {
  symbols: ({ document }) =>
    document.entries.map(({ key, keySpan, valueSpan }) => ({
      name: key,
      // Values are often secret.
      detail: '',
      kind: 'variable',
      span: { start: keySpan.start, end: valueSpan?.end ?? keySpan.end },
      selection: keySpan,
      children: [],
    })),
  ignore: ({ document, text }, rule, _aliases, at) =>
    ignoreHere(
      text,
      { documents: [{ comments: document.comments, root: undefined, start: 0, end: text.length }] },
      rule,
      at.start,
      [],
    ),
};
