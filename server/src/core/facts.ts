import type { Span } from './text.js';

// What files say about things that other files know too. Facts are plain data: a language reads them off its document, the
// graph joins them, and rules and features of all languages ask the graph, never another language.

/**
 * - `file`: a file that another one names; scope `''`, name its path.
 * - `stage`, `arg`, `secret-id`, `ssh-id`, `build-context`, `source`, `port`: what a Dockerfile defines or wants; scope its path.
 * - `service`, `network`, `volume`, `config`, `secret`: of a Compose project; scope its folder.
 * - `variable`: of an env file; scope its path.
 * - `image`: scope and name the repository without tag.
 * - `callable`: an action or a workflow that others of the same repository use; scope and name its path, `action.yml` for both
 *   spellings.
 * - `environment`: that jobs deploy to; scope the root of the repository.
 */
export type FactKind =
  | 'file'
  | 'stage'
  | 'arg'
  | 'secret-id'
  | 'ssh-id'
  | 'build-context'
  | 'source'
  | 'port'
  | 'service'
  | 'network'
  | 'volume'
  | 'config'
  | 'secret'
  | 'variable'
  | 'image'
  | 'callable'
  | 'environment';

/** One thing that is defined or used at a place. */
export interface Fact {
  readonly kind: FactKind;
  readonly role: 'definition' | 'reference';
  /** The unit in which the name means one thing: a path, a folder, or nothing. */
  readonly scope: string;
  /** As compared: a stage's in lower case, a path from the root of the host's files. */
  readonly name: string;
  /** Where the name is written. */
  readonly span: Span;
  /** More that others may want to know, by names that the language's `facts.ts` tells. */
  readonly details?: Readonly<Record<string, string>>;
}

/** A fact and the file that it is from. */
export interface FoundFact extends Fact {
  readonly path: string;
}

/** The facts of all files that are known, as rules and features see them. */
export interface GraphView {
  /** Those of one file, which is read for it; undefined where it is not known (yet), or of no language of ours. */
  of(path: string): readonly Fact[] | undefined;
  /** The uses of what a scope defines, in all files that are indexed. */
  references(kind: FactKind, scope: string): readonly FoundFact[];
  definitions(kind: FactKind, scope: string): readonly FoundFact[];
  /** Whether all files of the workspace are indexed, so that something that is not there is used by none of them. */
  readonly complete: boolean;
}
