import { Memo } from '../../../core/memo.js';
import { overlaps } from '../../../core/text.js';
import { brokenSpans } from '../../../yaml/broken.js';
import { checkerOf } from '../../../yaml/schema/check.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import { keyWords } from '../../../yaml/schema/words.js';
import type { YamlPath } from '../../../yaml/walk.js';
import type { KubernetesDocument } from '../document.js';
import { kindOf } from '../schema/kinds.js';
import { schemaOf } from '../schema/schemas.js';
import { isApplied, isPlaceholder } from './applied.js';
import { labelMapAt } from './labels.js';
import type { KubernetesObject } from './objects.js';

/** The rules that tell what the schemas find. */
export type Teller = 'unknown-field' | 'missing-required' | 'wrong-type';

type Told = ReadonlyMap<Teller, readonly SchemaProblem[]>;

const told = new Memo<KubernetesObject, Told>();
const checks = new Map<SchemaTable, ReturnType<typeof checkerOf>>();
/** So many problems of YAML are looked at for what they break. */
const mostBroken = 100;
const nothing: readonly SchemaProblem[] = [];

/**
 * What the schema of its kind has against an object, as far as a rule is to tell it. An object is checked once for all rules;
 * of what is not read as it was meant, as something in it is no YAML, nothing is told.
 */
export function schemaProblems(
  object: KubernetesObject,
  document: KubernetesDocument,
  teller: Teller,
): readonly SchemaProblem[] {
  let found = told.get(object);
  if (!found) {
    found = byTeller(object, document);
    told.set(object, found);
  }
  return found.get(teller) ?? nothing;
}

function byTeller(object: KubernetesObject, { text }: KubernetesDocument): Told {
  const found = new Map<Teller, SchemaProblem[]>();
  const { apiVersion, kind, map, document } = object;
  const schema = apiVersion && kind && isApplied(object) ? schemaOf(apiVersion.text, kind.text) : undefined;
  if (!schema) return found;
  const check = checks.get(schema) ?? checkerOf(schema);
  checks.set(schema, check);
  // A document that is hardly YAML says nothing.
  if (document.problems.length > mostBroken) return found;
  const broken = brokenSpans(text, document);
  for (const problem of check(map)) {
    const teller = tellerOf(problem, object);
    if (!teller || (broken.length > 0 && problem.kind === 'missing-key')) continue;
    if (broken.some((span) => overlaps(span, problem.span))) continue;
    const list = found.get(teller);
    if (list) list.push(problem);
    else found.set(teller, [problem]);
  }
  return found;
}

/** The rule that tells of a problem; undefined where one does that finds it by itself, and where there is none for now. */
function tellerOf(problem: SchemaProblem, object: KubernetesObject): Teller | undefined {
  const { path } = problem;
  switch (problem.kind) {
    case 'unknown-key':
      return problem.key.startsWith('$') || isPlaceholder(problem.key) ? undefined : 'unknown-field';
    case 'missing-key':
      // ingress-invalid
      return problem.key === 'pathType' ? undefined : 'missing-required';
    case 'wrong-type':
      if (problem.node?.kind === 'scalar' && isPlaceholder(problem.node.text)) return undefined;
      break;
    case 'too-few':
      break;
    default:
      if (isPlaceholder(problem.value)) return undefined;
  }
  // invalid-label
  if (labelMapAt(object, path.slice(0, -1)) !== undefined) return undefined;
  return 'wrong-type';
}

/** Whether nothing worse than a warning is due, as other releases of a project have other schemas. */
export function isCustom({ apiVersion, kind }: KubernetesObject): boolean {
  return kindOf(apiVersion?.text ?? '', kind?.text ?? '')?.project !== undefined;
}

/** What a message calls a place in an object. */
export function placeWords({ kind }: KubernetesObject, path: YamlPath): string {
  return path.length === 0 ? (kind?.text ?? 'the object') : keyWords(path);
}
