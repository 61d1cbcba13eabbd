import { bad, good, source } from '../../../core/rule.js';
import type { YamlAlias, YamlNode } from '../../../yaml/tree.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/alias-cycle', {
  summary: 'Alias that contains itself, or grows without limit',
  why: `An alias stands for all that is below its anchor. Below that same anchor it would never end; and lists of aliases of
lists of aliases grow to millions of values. Compose refuses both.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:yaml-alias-cycle'],
  fix: 'none',
  messages: {
    cycle: '"*{name}" is part of its own anchor "&{name}". Take it out.',
    size: 'With all its aliases this file has about {count} values, more than Compose reads.',
  },
  on: {
    file({ text, stream }, ctx) {
      if (!text.includes('*')) return;
      for (const { root } of stream.documents) {
        const { total, written, cycles, largest } = measure(root);
        for (const alias of cycles) ctx.report(alias, 'cycle', { name: alias.name });
        const repeated = total - written;
        if (cycles.length > 0 || !largest || total <= 1000 || repeated <= 100) continue;
        if (repeated / total > allowedShare(total))
          // How much is too much differs between releases of Compose.
          ctx.report(largest, 'size', { count: total.toPrecision(2) }, { severity: 'warning' });
      }
    },
  },
  examples: [
    bad(source`
      x-check: &check
        inner:
          <<: ‹*check›
      services:
        web:
          image: nginx:1.29
    `),
    bad(source`
      x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
      x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
      x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
      x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
      x-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
      x-g: [‹*f›, *f, *f, *f, *f, *f, *f, *f, *f, *f]
    `),
    good(source`
      x-log: &log { driver: local }
      services:
        web:
          image: nginx:1.29
          logging: *log
        api:
          image: example/api:1
          logging: *log
    `),
  ],
});

/** How much of a document may come from aliases: nearly all of a small one, a tenth of a very large one. */
function allowedShare(total: number): number {
  if (total <= 400_000) return 0.99;
  return total >= 4_000_000 ? 0.1 : 0.99 - 0.89 * ((total - 400_000) / 3_600_000);
}

interface Measure {
  /** The values with those that aliases stand for. */
  readonly total: number;
  readonly written: number;
  readonly cycles: readonly YamlAlias[];
  /** The first of the aliases that stand for most. */
  readonly largest: YamlAlias | undefined;
}

function measure(root: YamlNode | undefined): Measure {
  const sizes = new Map<YamlNode, number>();
  const cycles: YamlAlias[] = [];
  let written = 0;
  let largest: YamlAlias | undefined;
  let most = 0;
  // Anchors stand before their aliases, so what an alias stands for has been measured, unless it contains the alias.
  const open: { readonly node: YamlNode; readonly below: boolean }[] = root ? [{ node: root, below: false }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, below } = next;
    const children = childrenOf(node);
    if (!below) {
      written++;
      open.push({ node, below: true });
      for (const child of children.toReversed()) open.push({ node: child, below: false });
      continue;
    }
    let size = 1;
    for (const child of children) size += sizes.get(child) ?? 1;
    if (node.kind === 'alias' && node.target) {
      const target = sizes.get(node.target);
      if (target === undefined) cycles.push(node);
      else size += target;
      if (size > most) [most, largest] = [size, node];
    }
    sizes.set(node, size);
  }
  return { total: root ? (sizes.get(root) ?? 0) : 0, written, cycles, largest };
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'seq') return node.items.flatMap(({ value }) => value ?? []);
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}
