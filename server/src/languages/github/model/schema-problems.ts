import { Memo } from '../../../core/memo.js';
import { overlaps } from '../../../core/text.js';
import { brokenBy } from '../../../yaml/broken.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import type { YamlDocument } from '../../../yaml/tree.js';
import { type GithubDocument, mainDocument } from '../document.js';
import type { GithubKind } from '../kinds.js';
import { actionSchema } from '../schema/action.js';
import { dependabotSchema } from '../schema/dependabot.js';
import { workflowSchema } from '../schema/workflow.js';
import { type Teller, tellerOf } from './schema-tellers.js';

type Kind = Exclude<GithubKind, 'pre-commit'>;
type Told = ReadonlyMap<Teller, readonly SchemaProblem[]>;

const kinds: Readonly<Record<Kind, { readonly schema: SchemaTable; readonly told: Memo<YamlDocument, Told> }>> = {
  workflow: { schema: workflowSchema, told: new Memo() },
  action: { schema: actionSchema, told: new Memo() },
  dependabot: { schema: dependabotSchema, told: new Memo() },
};

const checks = new Map<Kind, ReturnType<typeof checkerOf>>();
const nothing: readonly SchemaProblem[] = [];

/**
 * What the schema of a kind of file has against a document, as far as a rule is to tell it. The file is checked once for all
 * rules; of what is not read as it was meant, as something in it is no YAML, nothing is told.
 */
export function schemaProblems(document: GithubDocument, kind: GithubKind, teller: Teller): readonly SchemaProblem[] {
  const main = mainDocument(document);
  if (kind === 'pre-commit' || !main) return nothing;
  const { schema, told } = kinds[kind];
  let found = told.get(main);
  if (!found) {
    const check = checks.get(kind) ?? checkerOf(schema);
    checks.set(kind, check);
    found = byTeller(check(main.root), kind, main, document.text);
    told.set(main, found);
  }
  return found.get(teller) ?? nothing;
}

function byTeller(problems: readonly SchemaProblem[], kind: Kind, main: YamlDocument, text: string): Told {
  // Of what an alias of nothing stands for, nothing is said anyway.
  const broken = main.problems.flatMap((one) => (one.kind === 'unknown-alias' ? [] : brokenBy(one, text, main)));
  // What is never closed takes all that follows with it.
  const open = main.problems.find((problem) => problem.kind === 'unclosed');
  const found = new Map<Teller, SchemaProblem[]>();
  for (const problem of problems) {
    if (open && problem.span.end > open.start) continue;
    if (broken.length > 0 && problem.kind === 'missing-key' && problem.path.length === 1) continue;
    if (broken.some((span) => overlaps(span, problem.span))) continue;
    const teller = tellerOf(problem, kind, main.root);
    if (!teller) continue;
    const list = found.get(teller);
    if (list) list.push(problem);
    else found.set(teller, [problem]);
  }
  return found;
}
