import type { Span } from '../../../core/text.js';
import { logicalAt } from './arguments.js';
import { spanAt } from './logical.js';
import type { Flag, Instruction } from './tree.js';

/** One `key=value` of a mount. The span is the whole mount where quotes keep the place of its parts unknown. */
export interface MountField extends Span {
  /** In lower case, as the builder compares it. */
  readonly key: string;
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
  const text = flag.value?.text ?? '';
  const at = flag.value ? logicalAt(instruction.logical, flag.value.start) : 0;
  const quoted = instruction.logical.text.slice(at, at + text.length) !== text || text.includes('"');
  const fields = split(text).map(({ start, end, text: field }): MountField => {
    const equals = field.indexOf('=');
    const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals === -1 ? undefined : field.slice(equals + 1);
    if (quoted) return { ...spanOf(flag), key, value, valueSpan: spanOf(flag) };
    const from = equals === -1 ? start : start + equals + 1;
    return {
      ...spanAt(instruction.logical, at + start, at + end),
      key,
      value,
      valueSpan: spanAt(instruction.logical, at + from, at + end),
    };
  });
  const type = fields.findLast((field) => field.key === 'type')?.value?.toLowerCase() ?? 'bind';
  const mount = { ...spanOf(flag), flag, fields, type, quoted };
  mounts.set(flag, mount);
  return mount;
}

function spanOf(flag: Flag): Span {
  return { start: flag.start, end: flag.end };
}

/** Splits at commas as the builder's CSV reader does: a field in double quotes may hold them. */
function split(text: string): { start: number; end: number; text: string }[] {
  const fields: { start: number; end: number; text: string }[] = [];
  let start = 0;
  while (start <= text.length) {
    if (text[start] === '"') {
      let value = '';
      let i = start + 1;
      for (; i < text.length; i++) {
        if (text[i] !== '"') value += text[i];
        else if (text[i + 1] === '"') value += text[++i];
        else break;
      }
      const comma = text.indexOf(',', i);
      const end = comma === -1 ? text.length : comma;
      fields.push({ start, end, text: value });
      start = end + 1;
    } else {
      const comma = text.indexOf(',', start);
      const end = comma === -1 ? text.length : comma;
      fields.push({ start, end, text: text.slice(start, end) });
      start = end + 1;
    }
  }
  return text === '' ? [] : fields;
}

/** The value of the last field of that name, or of one of its other names. */
export function mountValue(mount: Mount, ...keys: readonly string[]): string | undefined {
  return mount.fields.findLast((field) => keys.includes(field.key))?.value;
}

/** Where the mount shows up: `target`, `dst` or `destination`. */
export function mountTarget(mount: Mount): string | undefined {
  return mountValue(mount, 'target', 'dst', 'destination');
}
