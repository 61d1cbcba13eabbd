import type { Span } from '../../../core/text.js';
import { spanOfPart } from './logical.js';
import type { Flag, Instruction } from './tree.js';

/** One `key=value` of a mount. */
export interface MountField extends Span {
  /** In lower case, as the builder compares it. */
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined where there is no `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
}

/** What `RUN --mount=…` says. */
export interface Mount extends Span {
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  /** `bind` where none is written; in lower case. */
  readonly type: string;
  /** Whether quotes or escapes make the written text differ from what the builder reads. */
  readonly quoted: boolean;
  /** A quote that the builder cannot read: within a field, or without its end. */
  readonly badQuote: Span | undefined;
}

const mounts = new WeakMap<Flag, Mount>();
const none: readonly Mount[] = [];

/** The mounts of an instruction, in order; only RUN has any. */
export function mountsOf(instruction: Instruction): readonly Mount[] {
  if (instruction.kind !== 'RUN' || instruction.flags.length === 0) return none;
  return instruction.flags.filter((flag) => flag.name.text === 'mount').map((flag) => readMount(instruction, flag));
}

function readMount(instruction: Instruction, flag: Flag): Mount {
  const cached = mounts.get(flag);
  if (cached) return cached;
  const { value } = flag;
  const written = value?.text ?? '';
  const span = (start: number, end: number): Span =>
    value ? spanOfPart(instruction.logical, value, start, end) : { start: flag.end, end: flag.end };
  const { fields: columns, badQuote } = splitFields(written);
  const fields = columns.map(({ start, end, text, inner }): MountField => {
    const equals = text.indexOf('=');
    const middle = equals === -1 ? inner.end : Math.min(inner.start + equals, inner.end);
    return {
      ...span(start, end),
      key: (equals === -1 ? text : text.slice(0, equals)).toLowerCase(),
      keySpan: span(inner.start, middle),
      value: equals === -1 ? undefined : text.slice(equals + 1),
      valueSpan: span(equals === -1 ? inner.start : Math.min(middle + 1, inner.end), inner.end),
    };
  });
  const type = fields.findLast((field) => field.key === 'type')?.value?.toLowerCase() ?? 'bind';
  const quoted = value?.places !== undefined || written.includes('"');
  const bad = badQuote === undefined ? undefined : span(badQuote, badQuote + 1);
  const mount = { start: flag.start, end: flag.end, flag, fields, type, quoted, badQuote: bad };
  mounts.set(flag, mount);
  return mount;
}

interface Column extends Span {
  /** Without the quotes; what is within, two quotes stand for one. */
  readonly text: string;
  /** The place between the quotes. */
  readonly inner: Span;
}

/** Splits at commas as the builder's CSV reader does: a field that begins with a double quote may hold them. */
function splitFields(text: string): { fields: readonly Column[]; badQuote: number | undefined } {
  const fields: Column[] = [];
  let badQuote: number | undefined;
  for (let start = 0; start <= text.length && text !== ''; ) {
    let from = start;
    let value = '';
    let close = -1;
    if (text[start] === '"') {
      from = start + 1;
      close = from;
      for (;;) {
        const quote = text.indexOf('"', close);
        value += text.slice(close, quote === -1 ? text.length : quote);
        close = quote === -1 ? text.length : quote;
        if (quote === -1) badQuote ??= start;
        if (quote === -1 || text[quote + 1] !== '"') break;
        value += '"';
        close = quote + 2;
      }
    }
    const comma = text.indexOf(',', Math.max(close, start));
    const end = comma === -1 ? text.length : comma;
    if (close === -1) {
      value = text.slice(start, end);
      if (value.includes('"')) badQuote ??= start + value.indexOf('"');
    } else if (close + 1 < end) badQuote ??= close;
    fields.push({ start, end, text: value, inner: { start: from, end: close === -1 ? end : close } });
    start = end + 1;
  }
  return { fields, badQuote };
}

/** The value of the last field of that name, or of one of its other names. */
export function mountValue(mount: Mount, ...keys: readonly string[]): string | undefined {
  return mount.fields.findLast((field) => keys.includes(field.key))?.value;
}

/** Where the mount shows up: `target`, `dst` or `destination`. */
export function mountTarget(mount: Mount): string | undefined {
  return mountValue(mount, 'target', 'dst', 'destination');
}
