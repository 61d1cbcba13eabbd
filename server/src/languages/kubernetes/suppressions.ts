import type { TextEdit } from '../../core/edit.js';
import type { SuppressionContext } from '../../core/language.js';
import type { SuppressedName, Suppression } from '../../core/suppress.js';
import type { Span } from '../../core/text.js';
import { chainAt } from '../../yaml/chain.js';
import { removeEntry } from '../../yaml/edits.js';
import { commentRemoval, listedNames, ownSuppressions, scopeOf } from '../../yaml/suppressions.js';
import type { YamlComment, YamlEntry, YamlMap, YamlScalar } from '../../yaml/tree.js';
import { keyText, resolved } from '../../yaml/values.js';
import type { KubernetesDocument } from './document.js';
import { entryIn, mapIn } from './model/nodes.js';
import { type KubernetesObject, objectsOf } from './model/objects.js';
import { podOf } from './model/pods.js';

// Each syntax of comments is a pattern over the text of a comment without its `#`. The names are in the group `names`.
const trivy = /^trivy:ignore:(?<names>[A-Za-z0-9-]+)(?::exp:(?<until>\d{4}-\d{2}-\d{2}))?/;
const checkov = /(?:checkov|bridgecrew|cortex):skip= *(?<names>CKV2?_[A-Za-z0-9_]+(?:,CKV2?_[A-Za-z0-9_]+)*)/;

/** The directives that silence findings in a manifest: our own, and the comments and annotations of the peers. */
export function suppressions(document: KubernetesDocument, context: SuppressionContext): readonly Suppression[] {
  const { text, stream } = document;
  const found = [...ownSuppressions(text, stream)];
  for (const { comments } of stream.documents) {
    for (const comment of comments) {
      const one = trivyDirective(document, comment, comments, context) ?? checkovDirective(document, comment);
      if (one) found.push(one);
    }
  }
  for (const object of objectsOf(document)) found.push(...annotated(object, text));
  return found;
}

/** Of the object, where the comment stands before it; else of its line, or of the block that begins on the next. */
function trivyDirective(
  { text, stream }: KubernetesDocument,
  comment: YamlComment,
  comments: readonly YamlComment[],
  { today }: SuppressionContext,
): Suppression | undefined {
  const { names, until } = trivy.exec(comment.text)?.groups ?? {};
  if (names === undefined || (until !== undefined && until < today)) return undefined;
  const line = scopeOf(text, comment, comments);
  const document = stream.documents.find(({ start, end }) => start <= comment.start && comment.start <= end);
  const root = document?.root;
  const first = root?.kind === 'map' ? root.entries[0] : undefined;
  let scope: Span = line;
  if (root && first && comment.ownLine && comment.start < first.start) scope = { start: comment.start, end: root.end };
  else if (comment.ownLine) {
    const lead = /^\s*(?:- +)*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
    const part = chainAt(stream, line.start + lead).flatMap(({ item, entry }) => item ?? entry ?? []);
    const block = part.find(({ start }) => start >= line.start);
    if (block) scope = { start: line.start, end: block.end };
  }
  const at = text.indexOf(names, comment.start);
  const name = { name: `trivy:${names}`, span: { start: at, end: at + names.length } };
  return { span: spanOf(comment), scope, names: [name], syntax: 'trivy', removal: commentRemoval(text, comment) };
}

/** Of the object that it stands in or before. */
function checkovDirective(document: KubernetesDocument, comment: YamlComment): Suppression | undefined {
  const names = checkov.exec(comment.text)?.groups?.names;
  if (names === undefined) return undefined;
  const { text } = document;
  const around = objectsOf(document).find(({ map, path, document: part }) =>
    path.length > 0
      ? map.start <= comment.start && comment.start <= map.end
      : part.start <= comment.start && comment.start <= part.end,
  );
  const at = text.indexOf(names, text.indexOf('skip=', comment.start));
  const listed = listedNames(names, at).map((one) => ({ ...one, name: `checkov:${one.name}` }));
  const scope = around ? objectSpan(around) : 'file';
  return { span: spanOf(comment), scope, names: listed, syntax: 'checkov', removal: commentRemoval(text, comment) };
}

/** What the annotations of an object, and of its pods, say. */
function annotated(object: KubernetesObject, text: string): readonly Suppression[] {
  const pod = podOf(object);
  const own = { holder: object.metadata, scope: objectSpan(object) };
  const inner = pod && pod.metadata !== object.metadata ? [{ holder: pod.metadata, scope: own.scope }] : [];
  return [own, ...inner].flatMap(({ holder, scope }) => {
    const annotations = mapIn(holder, 'annotations');
    if (!holder || !annotations) return [];
    return annotations.entries.flatMap((entry): readonly Suppression[] => {
      const value = resolved(entry.value);
      const key = keyText(entry);
      if (!entry.key || key === undefined || value?.kind !== 'scalar') return [];
      const said = namesIn(key, value, entry.key);
      if (!said) return [];
      const removal = withoutAnnotation(text, holder, annotations, entry);
      return [{ span: spanOf(entry.key), scope, ...said, ...(removal && { removal }) }];
    });
  });
}

/** The rules that an annotation silences; undefined for any other annotation. */
function namesIn(key: string, value: YamlScalar, at: Span): Pick<Suppression, 'names' | 'syntax'> | undefined {
  const one = (syntax: string, name: string): Pick<Suppression, 'names' | 'syntax'> => ({
    syntax,
    names: [{ name: `${syntax}:${name}`, span: spanOf(at) }],
  });
  const lint = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key)?.[1];
  if (lint !== undefined) return one('kube-linter', lint);
  if (key === 'kube-linter.io/ignore-all') return one('kube-linter', '*');
  if (key === 'kube-score/ignore') return { syntax: 'kube-score', names: scored(value) };
  const exempt = /^polaris\.fairwinds\.com\/(?:(.+)-)?exempt$/.exec(key);
  if (exempt) return value.text === 'true' ? one('polaris', exempt[1] ?? '*') : undefined;
  const suppressed = /^monokle\.io\/suppress\.(?:[\w-]+\.)*([\w-]+)$/.exec(key)?.[1];
  if (suppressed !== undefined) return value.text === 'suppress' ? one('monokle', suppressed) : undefined;
  const skipped = /^checkov\.io\/skip\d+$/.test(key) ? /^\s*(CKV2?_\w+)/.exec(value.text)?.[1] : undefined;
  return skipped === undefined ? undefined : one('checkov', skipped);
}

/** The names in a list with commas: each is removed by itself where the text shows where it is. */
function scored(value: YamlScalar): readonly SuppressedName[] {
  const isPlain = !value.places && value.style !== 'literal' && value.style !== 'folded';
  return listedNames(value.text, value.contentStart).map(({ name, span, removal }) => ({
    name: `kube-score:${name}`,
    span: isPlain ? span : spanOf(value),
    ...(isPlain && removal && { removal }),
  }));
}

/** Takes an annotation out; the only one with what holds it. */
function withoutAnnotation(
  text: string,
  metadata: YamlMap,
  annotations: YamlMap,
  entry: YamlEntry,
): TextEdit | undefined {
  if (annotations.entries.length > 1) return removeEntry(text, annotations, entry);
  const holder = entryIn(metadata, 'annotations');
  return holder && removeEntry(text, metadata, holder);
}

function objectSpan({ map, path, document }: KubernetesObject): Span {
  return path.length > 0 ? spanOf(map) : { start: document.start, end: document.end };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
