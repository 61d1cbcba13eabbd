import type { Span } from '../../core/text.js';
import type { YamlPath } from '../walk.js';

/** Where a check is: the way back to the root, which costs nothing until a problem asks for it. */
export class At {
  private readonly parent: At | undefined;
  private readonly key: string | number;
  /** What stands for the value where it has no text of its own that could be marked: its key, or its dash. */
  readonly place: Span;
  readonly depth: number;

  private constructor(parent: At | undefined, key: string | number, place: Span) {
    this.parent = parent;
    this.key = key;
    this.place = place;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  static root(place: Span): At {
    return new At(undefined, '', place);
  }

  below(key: string | number, place: Span): At {
    return new At(this, key, place);
  }

  path(...more: readonly (string | number)[]): YamlPath {
    const keys = [...more].reverse();
    for (let at: At = this; at.parent; at = at.parent) keys.push(at.key);
    return keys.reverse();
  }

  /** Whether it is what a key of a map holds. */
  get hasKey(): boolean {
    return typeof this.key === 'string' && this.parent !== undefined;
  }
}
