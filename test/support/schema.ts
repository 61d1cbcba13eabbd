import { readYaml } from '../../server/src/yaml/read.js';
import { checkerOf } from '../../server/src/yaml/schema/check.js';
import type { SchemaTable } from '../../server/src/yaml/schema/schema.js';

/** A check of texts by a schema, which tells what is found as `kind path «marked text» details`. */
export function checked(table: SchemaTable): (text: string) => readonly string[] {
  const check = checkerOf(table);
  return (text) =>
    check(readYaml(text).documents[0]?.root).map((problem) => {
      const { kind, path, span } = problem;
      const more =
        kind === 'wrong-type' ? ` ${problem.actual}` : kind === 'unknown-key' ? ` → ${problem.suggestion}` : '';
      return `${kind} ${path.join('.')} «${text.slice(span.start, span.end)}»${more}`;
    });
}

/** Lines, further in. */
export function indented(lines: string, by: number): string {
  return lines.replace(/^(?=.)/gm, ' '.repeat(by));
}
