import type { TextEdit } from '../../../core/edit.js';
import type { ShellEdit } from '../../../shell/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { escapedIn } from './nodes.js';
import type { Script } from './script.js';

/** A change of a script's text as one of the file. */
export function scriptEdit({ scalar }: Pick<Script, 'scalar'>, { pos, end, text, after = false }: ShellEdit): TextEdit {
  const span =
    pos < end
      ? { start: startOf(scalar, pos), end: endOf(scalar, end) }
      : after && pos > 0
        ? { start: endOf(scalar, pos), end: endOf(scalar, pos) }
        : { start: startOf(scalar, pos), end: startOf(scalar, pos) };
  return { span, text: escapedIn(scalar, text) };
}

function startOf(scalar: Script['scalar'], pos: number): number {
  return pos < scalar.text.length ? spanInScalar(scalar, pos, pos + 1).start : endOf(scalar, pos);
}

/** After the character before an offset. In quotes it may be written with several characters. */
function endOf(scalar: Script['scalar'], pos: number): number {
  const isQuoted = scalar.style === 'single' || scalar.style === 'double';
  if (!isQuoted || pos === 0) return spanInScalar(scalar, Math.max(0, pos - 1), pos).end;
  return pos < scalar.text.length ? spanInScalar(scalar, pos, pos + 1).start : scalar.end - 1;
}
