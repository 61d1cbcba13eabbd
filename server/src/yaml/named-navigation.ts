import type { TextEdit } from '../core/edit.js';
import type { FeatureContext, LanguageFeatures, Link, Place } from '../core/features.js';
import { contains, type Span } from '../core/text.js';

// Going to names that a language's files define, finding and renaming them, in all files that mean the same.

/** A place that defines or uses a name. */
export interface NamedPlace<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
  readonly role: 'definition' | 'use';
  readonly path: string;
  /** What a rename replaces. */
  readonly span: Span;
}

export interface FoundName<Kind extends string, Use extends NamedPlace<Kind>> {
  readonly use: Use;
  /** Every place that means the same, in the order in which they are shown. */
  readonly same: readonly Use[];
  /** Whether something else of its kind has a name already. */
  readonly isTaken: (name: string) => boolean;
}

/** What a language knows of its names. */
export interface Naming<Document, Kind extends string, Use extends NamedPlace<Kind>> {
  readonly find: (context: FeatureContext<Document>, offset: number) => FoundName<Kind, Use> | undefined;
  /** Where no name is, a link to a file leads on. */
  readonly links: (context: FeatureContext<Document>) => readonly Link[];
  /** What each kind is called, with its article. */
  readonly nouns: Readonly<Record<Kind, string>>;
  /** What names of each kind may be, with words that follow "The name of …". */
  readonly grammars: Readonly<Record<Kind, { readonly pattern: RegExp; readonly text: string }>>;
  /** Why a name cannot be changed; undefined where it can. */
  readonly refusal: (found: FoundName<Kind, Use>) => string | undefined;
  /** The change at one place, in its own file. */
  readonly renamed: (use: Use, name: string) => TextEdit;
}

export type Navigation<Document> = Required<
  Pick<LanguageFeatures<Document>, 'define' | 'references' | 'highlights' | 'prepareRename' | 'rename'>
>;

export function namedNavigation<Document, Kind extends string, Use extends NamedPlace<Kind>>(
  naming: Naming<Document, Kind, Use>,
): Navigation<Document> {
  const { find, links, nouns, grammars, refusal, renamed } = naming;
  return {
    define(context, offset) {
      const definitions = find(context, offset)?.same.filter(isDefinition) ?? [];
      if (definitions.length > 0) return definitions.map((use) => placeOf(use, context.path));
      const link = links(context).find(({ span, target }) => contains(span, offset) && 'path' in target);
      return link && 'path' in link.target ? [{ path: link.target.path, span: { start: 0, end: 0 } }] : [];
    },
    references(context, offset) {
      return (find(context, offset)?.same ?? []).map((use) => placeOf(use, context.path));
    },
    highlights(context, offset) {
      return (find(context, offset)?.same ?? [])
        .filter(({ path }) => path === context.path)
        .map((use) => ({ span: use.span, kind: isDefinition(use) ? 'write' : 'read' }));
    },
    prepareRename(context, offset) {
      const found = find(context, offset);
      return found && refusal(found) === undefined ? { span: found.use.span, name: found.use.name } : undefined;
    },
    rename(context, offset, name) {
      const found = find(context, offset);
      if (!found) return { refused: 'There is nothing here that can be renamed.' };
      const refused = refusal(found);
      if (refused !== undefined) return { refused };
      const { use, same, isTaken } = found;
      const { pattern, text } = grammars[use.kind];
      if (!pattern.test(name)) return { refused: `The name of ${nouns[use.kind]} ${text}.` };
      if (name === use.name) return { edits: [] };
      if (isTaken(name)) return { refused: `There is ${nouns[use.kind]} "${name}" already.` };
      const edits = same.map((one) => {
        const edit = renamed(one, name);
        return one.path === context.path ? edit : { ...edit, path: one.path };
      });
      return { edits };
    },
  };
}

export function isDefinition({ role }: NamedPlace<string>): boolean {
  return role === 'definition';
}

function placeOf({ path, span }: NamedPlace<string>, current: string): Place {
  return path === current ? { span } : { path, span };
}
