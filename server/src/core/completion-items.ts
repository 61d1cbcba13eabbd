import type { Completion, CompletionKind } from './features.js';
import type { Span } from './text.js';

export interface ItemDetails {
  readonly kind?: CompletionKind;
  /** What is written, where it is not the label. */
  readonly text?: string;
  readonly snippet?: boolean;
  readonly detail?: string;
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly again?: boolean;
  readonly data?: string;
  readonly filter?: string;
  readonly common?: boolean;
}

/** Collects items in the order in which they shall be shown; of two with one label the first stays. */
export class Items {
  private readonly found = new Map<string, Completion>();

  add(span: Span, label: string, details: ItemDetails = {}): void {
    if (this.found.has(label)) return;
    const { kind = 'value', text = label, ...more } = details;
    this.found.set(label, {
      label,
      kind,
      edit: { span: { start: span.start, end: span.end }, text },
      ...more,
      order: String(this.found.size).padStart(4, '0'),
    });
  }

  list(): readonly Completion[] {
    return [...this.found.values()];
  }
}

/** Two lists of items as one, in which all of the first come before those of the second. */
export function inGroups(first: readonly Completion[], second: readonly Completion[]): readonly Completion[] {
  return [first, second].flatMap((items, group) =>
    items.map((item) => ({ ...item, order: `${group}${item.order ?? item.label}` })),
  );
}

/** Text that stands for itself inside of a snippet. */
export function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
