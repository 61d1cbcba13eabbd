import type { Dialect } from '../../../yaml/schema/schema.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { yaml11ValueOf } from '../../../yaml/values.js';

const formats: Dialect['formats'] = {
  quantity: (text) => /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?$/.test(text),
  /** RFC 3339, the way the API server reads times. */
  'date-time': (text) =>
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/.test(
      text,
    ),
  duration: isDuration,
  byte: isBase64,
};

/** A duration of Go, such as `1h30m`. */
function isDuration(text: string): boolean {
  const unsigned = text.replace(/^[-+]/, '');
  return unsigned === '0' || /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|[smh]))+$/.test(unsigned);
}

/** Line breaks do not count in it. */
function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, '');
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

/** How the API server reads manifests, after kubectl has read their YAML. */
export const dialect: Dialect = {
  mergeKeys: true,
  emptyIsAbsent: true,
  value: yaml11ValueOf,
  /** Nothing is said of what has a tag of its own. */
  passes: ({ tag }: YamlNode) => tag !== undefined && !tag.text.startsWith('!!'),
  formats,
};
