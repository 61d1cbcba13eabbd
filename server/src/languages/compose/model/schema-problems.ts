import { Memo } from '../../../core/memo.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { YamlDocument } from '../../../yaml/tree.js';
import { schema } from '../schema.js';

const check = checkerOf(schema);
const known = new Memo<YamlDocument, readonly SchemaProblem[]>();

/** What the schema has against one document of a Compose file, kept while the document stays the same. */
export function schemaProblems(document: YamlDocument): readonly SchemaProblem[] {
  const before = known.get(document);
  if (before) return before;
  const problems = check(document.root);
  known.set(document, problems);
  return problems;
}
