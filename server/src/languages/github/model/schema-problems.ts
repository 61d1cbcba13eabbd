import { Memo } from '../../../core/memo.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import type { YamlDocument, YamlNode } from '../../../yaml/tree.js';
import { type GithubDocument, mainDocument } from '../document.js';
import type { GithubKind } from '../kinds.js';
import { actionSchema } from '../schema/action.js';
import { dependabotSchema } from '../schema/dependabot.js';
import { workflowSchema } from '../schema/workflow.js';
import { brokenIn, isDoubtful } from './broken.js';
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
  if (kind === 'pre-commit' || !main?.root) return nothing;
  const { schema, told } = kinds[kind];
  let found = told.get(main);
  if (!found) {
    const check = checks.get(kind) ?? checkerOf(schema);
    checks.set(kind, check);
    found = byTeller(check(main.root), kind, document, main.root);
    told.set(main, found);
  }
  return found.get(teller) ?? nothing;
}

function byTeller(problems: readonly SchemaProblem[], kind: Kind, document: GithubDocument, root: YamlNode): Told {
  const isBroken = brokenIn(document).lines.length > 0;
  const found = new Map<Teller, SchemaProblem[]>();
  for (const problem of problems) {
    // What is missing at the top may be in what cannot be read.
    if (isBroken && problem.kind === 'missing-key' && problem.path.length === 1) continue;
    if (isDoubtful(document, problem.span, true)) continue;
    const teller = tellerOf(problem, kind, root);
    if (!teller) continue;
    const list = found.get(teller);
    if (list) list.push(problem);
    else found.set(teller, [problem]);
  }
  return found;
}
