import type { Place, RenameResult, RenameTarget } from '../../core/features.js';
import type { Service } from '../../service.js';
import {
  defineAcross,
  definitionToRename,
  factAt,
  referencesAcross,
  renameAcross,
  withEdits,
} from '../../workspace/across.js';
import type { Subject } from './answers.js';

// What the language says of its own file or project, and what the graph knows of all others, as one answer.

export function define({ language, context, path }: Subject, offset: number): readonly Place[] {
  return distinct(path, [
    ...(language.features.define?.(context, offset) ?? []),
    ...defineAcross(context.graph, path, offset),
  ]);
}

export function references(subject: Subject, offset: number, withDefinition: boolean): readonly Place[] {
  const { language, context, path } = subject;
  const own = language.features.references?.(context, offset) ?? [];
  const found = distinct(path, [...own, ...referencesAcross(context.graph, path, offset)]);
  if (withDefinition) return found;
  const key = keyOf(path);
  const defined = new Set(define(subject, offset).map(key));
  return found.filter((place) => !defined.has(key(place)));
}

export function prepareRename({ language, context, path }: Subject, offset: number): RenameTarget | undefined {
  const own = language.features.prepareRename?.(context, offset);
  if (own || !definitionToRename(context.graph, path, offset)) return own;
  const fact = factAt(context.graph, path, offset);
  return fact && { span: fact.span, name: context.text.slice(fact.span.start, fact.span.end) };
}

/** Renames where the name is defined, and in all files that use it. */
export function rename(
  service: Service,
  { language, context, path }: Subject,
  offset: number,
  name: string,
): RenameResult | undefined {
  const across = definitionToRename(context.graph, path, offset);
  if (!across) {
    const own = language.features.rename?.(context, offset, name);
    return own && withEdits(own, renameAcross(context.graph, path, offset, name));
  }
  const other = service.look(across.path);
  const theirs = other?.language.features.rename?.(other.context, across.span.start, name);
  if (!theirs || 'refused' in theirs) return theirs;
  const edits = theirs.edits.map((edit) => ({ ...edit, path: edit.path ?? across.path }));
  return { edits: [...edits, ...renameAcross(context.graph, across.path, across.span.start, name)] };
}

function keyOf(path: string): (place: Place) => string {
  return (place) => `${place.path ?? path}:${place.span.start}-${place.span.end}`;
}

function distinct(path: string, places: readonly Place[]): readonly Place[] {
  const key = keyOf(path);
  return [...new Map(places.map((place) => [key(place), place])).values()];
}
