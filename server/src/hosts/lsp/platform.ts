import type { UserFiles } from '../../core/language.js';
import type { FileReader } from '../../workspace/files.js';

/** What the program that the server runs in can do. */
export interface Platform {
  readonly version: string;
  /** Reads the disk below the given roots; undefined in a browser. */
  readonly disk: ((roots: readonly string[]) => FileReader) | undefined;
  readonly userFiles: UserFiles;
  readonly today: () => string;
  /** Ends the program, after `exit`. */
  readonly exit: (code: number) => void;
}
