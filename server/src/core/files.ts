/** What is at a path. */
export type EntryKind = 'file' | 'directory' | 'missing';

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/**
 * Files around the checked one, as rules see them: synchronous and read-only.
 *
 * `undefined` means not known (yet): outside the workspace, unreadable, or still being fetched. A rule that meets it says
 * nothing; when the answer arrives the run is repeated, so a rule never needs to wait.
 */
export interface FileView {
  kind(path: string): EntryKind | undefined;
  list(directory: string): readonly Entry[] | undefined;
  /** Text of a file; `null` where there is none. */
  read(path: string): string | null | undefined;
}
