import { Items } from '../../../core/completion-items.js';
import type { Completion } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { ExprEnvironment } from '../../../expr/check.js';
import { functions, signatureText } from '../../../expr/functions.js';
import { dotted, pathOf } from '../../../expr/path.js';
import { type Place, placeAt } from '../../../expr/place.js';
import { describe, type Property, type Type } from '../../../expr/types.js';
import type { YamlPlace } from '../../../yaml/place.js';
import { kindOf } from '../kinds.js';
import { inScalar } from '../model/expression-findings.js';
import { whereIs } from '../model/expressions.js';
import { harvest } from '../model/harvest.js';
import { entriesOf, valueIn } from '../model/nodes.js';
import { contextTexts } from '../tables/context-texts.js';
import { type Context, type ExpressionAt, environmentsOf, expressionAt } from './expression-at.js';

/** Completes inside of an expression; undefined where the cursor is in none. */
export function completeExpression(context: Context, offset: number): readonly Completion[] | undefined {
  const at = expressionAt(context, offset);
  if (!at) return undefined;
  const { use } = at;
  const place = placeAt(use.text, use.parsed.root, at.offset);
  if (!place) return [];
  const items = new Items();
  const span = use.span(place.span);
  // Where nothing is written yet, the span is the place of the next character.
  const word = place.span.start === place.span.end ? { start: offset, end: offset } : span;
  if (place.kind === 'name') addNames(at, place, word, items);
  else if (place.kind === 'value') addValues(at, place, word, items);
  else addProperties(at, place, word, items, context);
  return items.list();
}

/** Completes a condition in which nothing is written yet. */
export function completeCondition(
  context: Context,
  { path, needsBlank }: YamlPlace,
  offset: number,
): readonly Completion[] {
  const kind = kindOf(context.path) ?? 'workflow';
  const { job, step } = whereIs(context.document, kind, path);
  const items = new Items();
  const site = { path, job, step };
  addNamesAt(environmentsOf(context).at(site), { start: offset, end: offset }, items);
  return items
    .list()
    .map((item) => (needsBlank ? { ...item, edit: { ...item.edit, text: ` ${item.edit.text}` } } : item));
}

function addNames({ use, environments }: ExpressionAt, place: Place, word: Span, items: Items): void {
  if (place.kind === 'name' && place.object) {
    for (const { name, type } of propertiesOf(typeOf(environments, use, place.object)))
      items.add(word, `'${name}'`, { kind: 'property', text: inScalar(use, `'${name}'`), detail: describe(type) });
  }
  addNamesAt(environments.at(use), word, items);
}

function addNamesAt({ available, functions: allowed, contexts }: ExprEnvironment, word: Span, items: Items): void {
  for (const name of available ?? Object.keys(contexts))
    items.add(word, name, { kind: 'variable', detail: 'context', documentation: contextTexts[name] ?? '' });
  for (const one of functions) {
    if (one.special && allowed && !allowed.has(one.name.toLowerCase())) continue;
    const [signature] = one.signatures;
    const takesNone = signature?.max === 0;
    items.add(word, one.name, {
      kind: 'keyword',
      text: takesNone ? `${one.name}()` : `${one.name}($0)`,
      snippet: !takesNone,
      detail: signature ? signatureText(one, signature).text : 'function',
      documentation: one.doc,
    });
  }
  for (const literal of ['true', 'false', 'null']) items.add(word, literal, { kind: 'value' });
}

function typeOf(
  environments: ExpressionAt['environments'],
  use: ExpressionAt['use'],
  node: Parameters<typeof pathOf>[0],
): Type | undefined {
  return environments.checked(use)?.types.get(node);
}

/** The properties that are known of a value, or of the elements of a filtered one. */
function propertiesOf(type: Type | undefined): readonly Property[] {
  const object = type?.kind === 'array' && type.filtered ? type.elem : type;
  return object?.kind === 'object' ? [...object.props.values()] : [];
}

function addProperties(
  { use, environments }: ExpressionAt,
  place: Exclude<Place, { kind: 'name' | 'value' }>,
  word: Span,
  items: Items,
  context: Context,
): void {
  const path = pathOf(place.object);
  const base = path ? dotted(path).toLowerCase() : '';
  const write = (name: string): string =>
    place.kind === 'index' || /^[A-Za-z_][\w-]*$/.test(name) ? inScalar(use, name) : name;
  for (const name of namesOfUsers(base, use, context))
    items.add(word, name, { kind: 'variable', text: write(name), detail: base });
  for (const { name, type, doc, deprecated } of propertiesOf(typeOf(environments, use, place.object)))
    items.add(word, name, {
      kind: 'property',
      text: write(name),
      detail: describe(type),
      documentation: doc ?? contextTexts[`${base}.${name}`] ?? '',
      ...(deprecated !== undefined && { deprecated: true }),
      ...(type.kind === 'object' && { again: false }),
    });
}

/** Names of the users' own: variables that are set here, and secrets and variables that the repository's files read. */
function namesOfUsers(base: string, { job, step }: ExpressionAt['use'], context: Context): readonly string[] {
  if (base === 'secrets' || base === 'vars') return harvest(context.path, context.files)[base];
  if (base !== 'env') return [];
  const { root } = context.document.stream.documents[0] ?? {};
  const set = [step?.map, job?.map, root].flatMap((map) => entriesOf(valueIn(map, 'env')).map(({ name }) => name));
  // The runner's own variables are not in this context.
  return [...new Set(set)];
}

function addValues({ use, environments }: ExpressionAt, place: Place, word: Span, items: Items): void {
  if (place.kind !== 'value') return;
  const type = typeOf(environments, use, place.other);
  const values = type?.kind === 'string' ? type.values : undefined;
  for (const value of values ?? []) items.add(word, value, { kind: 'enum', text: inScalar(use, value) });
}
