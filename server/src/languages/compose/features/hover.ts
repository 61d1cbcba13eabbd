import type { FeatureContext, Hover } from '../../../core/features.js';
import { code } from '../../../core/markdown.js';
import { basename } from '../../../core/path.js';
import { contains, type Span } from '../../../core/text.js';
import { allVariablesIn } from '../../../dotenv/interpolation.js';
import { isSecretName } from '../../../secrets/names.js';
import type { ComposeDocument } from '../document.js';
import { overruling } from '../model/effective.js';
import { type NameUse, namesOf } from '../model/names.js';
import { ownLayers } from '../model/own-layers.js';
import { portOf } from '../model/ports.js';
import { type Project, projectOf } from '../model/project.js';
import { itemsOf, membersOf, placeWithin, type Text, type Value, valueAt } from '../model/value.js';
import { withoutPassword } from '../model/variable-facts.js';
import { imageText } from './image-facts.js';
import { nameText, variableText } from './name-facts.js';
import { portWords } from './port-words.js';

type Context = FeatureContext<ComposeDocument>;

/** What stands at a place in this project: a name, a variable, a port, a value that another file overrules. */
export function hoverProject(context: Context, offset: number): Hover | undefined {
  const { document, path, files } = context;
  return (
    hoverRule(context, offset) ??
    hoverName(context, offset) ??
    hoverPort(projectOf(document, path, files), offset) ??
    hoverValue(projectOf(document, path, files), offset)
  );
}

/** The rule that a word of a comment names. */
function hoverRule({ document, text, rules }: Context, offset: number): Hover | undefined {
  const comment = document.stream.documents.flatMap(({ comments }) => comments).find((one) => contains(one, offset));
  if (!comment) return undefined;
  for (const { 0: word, index } of text.slice(comment.start, comment.end).matchAll(/[\w/-]+/g)) {
    const span = { start: comment.start + index, end: comment.start + index + word.length };
    if (!contains(span, offset)) continue;
    const own = rules.get(word) ?? rules.get(`compose/${word}`);
    const rule = own ?? [...rules.values()].find(({ peers }) => peers.includes(`dclint:${word}`));
    return rule && { span, contents: `**${rule.summary}** (\`${rule.id}\`)\n\n${rule.why}` };
  }
  return undefined;
}

function hoverName(context: Context, offset: number): Hover | undefined {
  const names = namesOf(context.document, context.path, context.files);
  const [use] = names.at(context.path, offset);
  if (!use) return undefined;
  const contents =
    use.kind === 'variable' ? variableText(names, use.name, variableAt(context, use)) : nameText(names, use);
  return contents === undefined ? undefined : { span: use.span, contents };
}

/** A variable as it is written at a place, with its operator. */
function variableAt(
  { text }: Context,
  { span }: NameUse,
): ReturnType<typeof allVariablesIn>['variables'][number] | undefined {
  const braced = text.slice(span.start - 2, span.start) === '${';
  if (!braced) return undefined;
  const from = span.start - 2;
  return allVariablesIn(text.slice(from, from + longestVariable)).variables.find(({ nameStart }) => nameStart === 2);
}

const longestVariable = 2000;

function hoverPort(project: Project, offset: number): Hover | undefined {
  for (const root of ownLayers(project)) {
    for (const { value: service } of membersOf(valueAt(root, 'services'))) {
      for (const item of itemsOf(valueAt(service, 'ports'))) {
        const port = contains(item.span, offset) ? portOf(item) : undefined;
        if (!port) continue;
        const span = item.kind === 'text' ? item.span : keySpanAt(item, offset);
        if (span) return { span: spanOf(span), contents: portWords(port) };
      }
    }
  }
  return undefined;
}

/** The key of a long form under an offset, of those that say which port is meant. */
function keySpanAt(item: Value, offset: number): Span | undefined {
  for (const { key, value } of membersOf(item))
    if (['target', 'published', 'host_ip'].includes(key) && value && contains(value.span, offset)) return value.span;
  return undefined;
}

/** A value with variables in it, or one that another file puts something else in place of. */
function hoverValue(project: Project, offset: number): Hover | undefined {
  for (const root of ownLayers(project)) {
    const found = textAt(root, [], offset);
    if (!found) continue;
    const { text, keys, inKey } = found;
    if (isSecretName(keys[keys.length - 1] ?? '')) return undefined;
    const other = overruling(project, keys, text);
    const isImage = keys.length === 3 && keys[0] === 'services' && keys[2] === 'image' && !inKey;
    const facts = isImage && text.text !== undefined ? imageText(text.text) : undefined;
    const lines: string[] = facts === undefined ? [] : [facts];
    const known = text.text !== undefined && text.text !== text.raw && !inKey;
    if (known && !allVariablesIn(text.raw).variables.some(({ name }) => isSecretName(name)))
      lines.push(`Here: ${code(withoutPassword(text.text ?? ''))}`);
    if (other)
      lines.push(
        `In the whole project: ${code(withoutPassword(other.text))}, set in ${code(basename(other.file.path))}`,
      );
    if (lines.length > 0) return { span: spanOf(found.span), contents: lines.join('\n\n') };
  }
  return undefined;
}

interface Found {
  readonly text: Text;
  readonly keys: readonly string[];
  readonly span: Span;
  readonly inKey: boolean;
}

/** The scalar under an offset, or the one whose key is. */
function textAt(value: Value, keys: readonly string[], offset: number): Found | undefined {
  if (value.kind === 'text')
    return contains(value.span, offset)
      ? { text: value, keys, span: placeWithin(value, 0, value.raw.length).span, inKey: false }
      : undefined;
  if (value.kind === 'list') {
    const item = value.items.find((one) => contains(one.span, offset));
    return item && textAt(item, [], offset);
  }
  for (const { key, place, value: inner } of value.members.values()) {
    if (!inner) continue;
    const at = [...keys, key];
    if (inner.kind === 'text' && contains(place.span, offset))
      return { text: inner, keys: at, span: place.span, inKey: true };
    if (contains(inner.span, offset)) {
      const found = textAt(inner, at, offset);
      if (found) return found;
    }
  }
  return undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
