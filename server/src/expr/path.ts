import type { Span } from '../core/text.js';
import type { ExprNode } from './tree.js';
import { ungrouped } from './tree.js';

// What an access names: `github.event.commits[0].message` as context and steps.

export interface PathSegment extends Span {
  /** The name, or `*` for a step that stands for any element: `.*`, `[0]`, `[inputs.x]`. */
  readonly name: string;
  /** `context` is the first one; an `index` is one that is written as a string, and its span is that of the string. */
  readonly style: 'context' | 'dot' | 'index' | 'any';
  readonly node: ExprNode;
}

/** The steps from a context to an accessed value; undefined for an access to anything but a context. */
export function pathOf(node: ExprNode): PathSegment[] | undefined {
  const segments: PathSegment[] = [];
  for (let at = ungrouped(node); ; ) {
    switch (at.kind) {
      case 'context':
        segments.push({ name: at.name, style: 'context', node: at, start: at.start, end: at.end });
        return segments.reverse();
      case 'property':
        segments.push({ name: at.name, style: 'dot', node: at, ...at.nameSpan });
        break;
      case 'filter':
        segments.push({ name: '*', style: 'any', node: at, ...at.star });
        break;
      case 'index': {
        const { start, end } = at.index;
        const literal = ungrouped(at.index);
        if (literal.kind === 'literal' && typeof literal.value === 'string')
          segments.push({ name: literal.value, style: 'index', node: at, start: literal.start, end: literal.end });
        else segments.push({ name: '*', style: 'any', node: at, start, end });
        break;
      }
      default:
        return undefined;
    }
    at = ungrouped(at.object);
  }
}

/** A path in a text, such as `github.event.commits.*.message`. */
export function dotted(path: readonly PathSegment[]): string {
  return path.map((segment) => segment.name).join('.');
}
