import type { Span } from '../../core/text.js';
import type { YamlEntry, YamlMap, YamlNode } from '../tree.js';
import type { YamlPath } from '../walk.js';
import type { ValueKind } from './schema.js';

interface ProblemBase {
  readonly span: Span;
  /** To the value that is wrong; of a key that is not allowed or missing, to the map with that key at the end. */
  readonly path: YamlPath;
}

/** What a schema does not allow. */
export type SchemaProblem =
  | (ProblemBase & {
      readonly kind: 'unknown-key';
      readonly key: string;
      readonly entry: YamlEntry;
      /** The key that is most likely meant. */
      readonly suggestion: string | undefined;
      /** Whether the value is right for that key. */
      readonly fits: boolean;
      /** In words, what a name has to consist of, where the map holds names. */
      readonly words: string | undefined;
    })
  | (ProblemBase & { readonly kind: 'missing-key'; readonly key: string; readonly map: YamlMap })
  | (ProblemBase & {
      readonly kind: 'wrong-type';
      readonly node: YamlNode | undefined;
      readonly expected: readonly ValueKind[];
      readonly actual: ValueKind;
      /** What would make it right: quotes around it, or a list with it as the only item. */
      readonly remedy: 'quote' | 'wrap' | undefined;
    })
  | (ProblemBase & {
      readonly kind: 'not-allowed';
      readonly node: YamlNode;
      readonly value: string;
      readonly allowed: readonly string[];
      readonly suggestion: string | undefined;
    })
  | (ProblemBase & {
      readonly kind: 'pattern' | 'format' | 'cast' | 'too-small' | 'too-large';
      readonly node: YamlNode;
      readonly value: string;
      /** The pattern, the format's name, the type or the bound. */
      readonly limit: string;
      /** Whether the bound itself is not allowed either. */
      readonly exclusive?: boolean;
      /** Of a pattern or a format, values that it allows. */
      readonly examples: readonly string[];
    })
  | (ProblemBase & { readonly kind: 'too-few'; readonly limit: string })
  | (ProblemBase & { readonly kind: 'duplicate-item'; readonly value: string });
