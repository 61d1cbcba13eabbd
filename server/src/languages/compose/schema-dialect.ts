import type { Dialect } from '../../yaml/schema/schema.js';
import type { YamlNode } from '../../yaml/tree.js';
import { canCast } from './model/casts.js';
import { isDuration, readBytes } from './model/quantities.js';

/** How Compose reads YAML. */
export const dialect: Dialect = {
  extensions: 'x-',
  mergeKeys: true,
  /** `!reset` takes a value away, and a tag hides what a scalar is. What other tags mean, the rule on syntax says. */
  passes({ tag, kind }: YamlNode) {
    if (!tag || /^!!(?:int|float|str|bool|null|map|seq)$/.test(tag.text)) return false;
    return tag.text !== '!override' || kind === 'scalar';
  },
  /** Variables come in before anything is checked. `$$` stands for a dollar sign, but such texts are hardly ever numbers. */
  isUnknown: ({ text }) => text.includes('$'),
  casts: canCast,
  formats: { duration: isDuration, size: (text) => readBytes(text) !== undefined },
};
