import { describe, expect, it } from 'vitest';
import { applyEdits } from '../core/edit.js';
import { readYaml } from './read.js';
import { reordered } from './reorder.js';
import type { YamlDocument, YamlEntry, YamlItem } from './tree.js';
import { entryOf } from './values.js';

function first(text: string): YamlDocument {
  const [document] = readYaml(text).documents;
  if (!document) throw new Error('a text has a document');
  return document;
}

/** The text with the entries, or items, below a key (or of the file) in the order of their texts. */
function sorted(text: string, key?: string): string | undefined {
  const document = first(text);
  const node = key === undefined ? document.root : entryOf(document.root, key)?.value;
  if (node?.kind !== 'map' && node?.kind !== 'seq') throw new Error('nothing to sort');
  const nameOf = (part: YamlEntry | YamlItem): string => {
    const named = 'key' in part ? part.key : part.value;
    return named?.kind === 'scalar' ? named.text : '';
  };
  const parts: readonly (YamlEntry | YamlItem)[] = node.kind === 'map' ? node.entries : node.items;
  const order = [...parts].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  const edits = reordered(text, document, node, order);
  return edits && applyEdits(text, edits);
}

describe('another order', () => {
  it('takes comments along', () => {
    expect(
      sorted(
        'services:\n  # The site\n  web:\n    image: a # pinned\n    # ports: []\n\n  # Data\n  # of it\n  db:\n    image: b\n',
        'services',
      ),
    ).toBe(
      'services:\n  # Data\n  # of it\n  db:\n    image: b\n\n  # The site\n  web:\n    image: a # pinned\n    # ports: []\n',
    );
  });

  it('leaves blank lines and comments that stand for themselves', () => {
    expect(sorted('s:\n  c: 1\n\n\n  # Part two\n\n  b: 2\n  a: 3\n', 's')).toBe(
      's:\n  a: 3\n\n\n  # Part two\n\n  b: 2\n  c: 1\n',
    );
  });

  it('leaves the heading of a file', () => {
    expect(sorted('# Heading\nb: 1\n# of a\na: 2\n')).toBe('# Heading\n# of a\na: 2\nb: 1\n');
  });

  it('keeps line endings, and a missing one at the end', () => {
    expect(sorted('s:\r\n  b:\r\n    x: 1\r\n  a: 2', 's')).toBe('s:\r\n  a: 2\r\n  b:\r\n    x: 1');
  });

  it('sorts items and flow collections', () => {
    expect(sorted('s:\n- b # second\n- a\nt: 1\n', 's')).toBe('s:\n- a\n- b # second\nt: 1\n');
    expect(sorted('s: [c, "b",a ]\n', 's')).toBe('s: [a, "b",c ]\n');
    expect(sorted('s: {b: [1, 2], a: 1}\n', 's')).toBe('s: {a: 1, b: [1, 2]}\n');
    expect(sorted('s: [c, # why\n  b]\n', 's')).toBeUndefined();
  });

  it('keeps an anchor before its aliases', () => {
    expect(sorted('s:\n  b: &x\n    k: 1\n  a: *x\n', 's')).toBeUndefined();
    expect(sorted('s:\n  c: &x 1\n  b: 2\n  d: *x\n', 's')).toBe('s:\n  b: 2\n  c: &x 1\n  d: *x\n');
    expect(sorted('s:\n  b: &x 1\n  a: &x 2\nt: *x\n', 's')).toBeUndefined();
  });

  it('leaves block scalars whose end counts', () => {
    expect(sorted('s:\n  b: |+\n    x\n\n  a: 1\n', 's')).toBeUndefined();
    expect(sorted('s:\n  b: 1\n  a: |\n    x', 's')).toBeUndefined();
    expect(sorted('s:\n  b: |\n    # text\n  a: 1\n', 's')).toBe('s:\n  a: 1\n  b: |\n    # text\n');
  });

  it('has nothing to do where the order is right', () => {
    expect(sorted('a: 1\nb: 2\n')).toBeUndefined();
  });
});
