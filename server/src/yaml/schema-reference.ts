import type { Span } from '../core/text.js';

/** A place where a YAML text names the schema that it follows. */
export interface SchemaReference {
  /** Where the name stands, without quotes. */
  readonly span: Span;
  /** A path or an address; a fragment may follow. */
  readonly value: string;
}

const modeline = /^#\s+(?:yaml-language-server\s*:|\$schema:)/;
const modelineValue = /\$schema(?:=|:[^\S\r\n]*)(\S+)/d;
const key = /^(?:\$schema|"\$schema"|'\$schema')[ \t]*:[ \t]+(?:"([^"]*)"|'([^']*)'|([^\s"'#&*!|>{[]\S*))/d;

/**
 * The schemas that a text names, one a document at most: in a comment before its content
 * (`# yaml-language-server: $schema=…`), else by its key `$schema`. Lines are looked at, nothing is parsed, so that it costs
 * next to nothing to learn that a text names none.
 */
export function schemaReferences(text: string): readonly SchemaReference[] {
  if (!text.includes('$schema')) return [];
  const found: SchemaReference[] = [];
  let header = true;
  let current: SchemaReference | undefined;
  const finish = (): void => {
    if (current && current.value.toLowerCase() !== 'none') found.push(current);
    current = undefined;
    header = true;
  };
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      if (!header) finish();
      header = /^(?:---|\.\.\.)\s*(?:#.*)?$/.test(line);
    } else if (header && modeline.test(line)) {
      current ??= referenceIn(modelineValue.exec(line), start);
    } else if (line.startsWith('$') || line.startsWith('"$') || line.startsWith("'$")) {
      current ??= referenceIn(key.exec(line), start);
      header = false;
    } else if (header && line.trim() !== '' && !/^(?:\s*#|%)/.test(line)) {
      header = false;
    }
    start = end + 1;
  }
  finish();
  return found;
}

function referenceIn(match: RegExpExecArray | null, offset: number): SchemaReference | undefined {
  for (const [i, value] of (match ?? []).entries()) {
    const place = match?.indices?.[i];
    if (i > 0 && value && place) return { span: { start: offset + place[0], end: offset + place[1] }, value };
  }
  return undefined;
}
