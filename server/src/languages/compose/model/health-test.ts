import type { Service } from './project.js';
import { itemsOf, type List, type Text, textOf, valueAt } from './value.js';

/** The test of a health check: words that are run as they are, or a text that a shell reads. */
export type HealthTest =
  | { readonly kind: 'exec'; readonly list: List; readonly words: readonly Text[] }
  | { readonly kind: 'shell'; readonly text: Text };

/** Undefined where Compose has no test, switches it off, or refuses its form. */
export function healthTestOf(service: Service): HealthTest | undefined {
  const test = valueAt(service.value, 'healthcheck', 'test');
  if (test?.kind === 'text') return { kind: 'shell', text: test };
  if (test?.kind !== 'list') return undefined;
  const [head, ...rest] = itemsOf(test);
  const words = rest.filter((item) => item.kind === 'text');
  if (words.length !== rest.length || words.length === 0) return undefined;
  if (textOf(head) === 'CMD-SHELL' && words[0]) return { kind: 'shell', text: words[0] };
  return textOf(head) === 'CMD' ? { kind: 'exec', list: test, words } : undefined;
}
