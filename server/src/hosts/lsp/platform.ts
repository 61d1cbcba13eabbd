import type { UserFiles } from '../../core/language.js';
import type { FileReader } from '../../workspace/files.js';

/** What the program that the server runs in can do. */
export interface Platform {
  readonly version: string;
  /** Reads the disk below the given roots; undefined in a browser. */
  readonly disk: ((roots: () => readonly string[]) => FileReader) | undefined;
  readonly userFiles: UserFiles;
  readonly today: () => string;
  /** Ends a worker, after `exit`; a process is ended by the protocol's library. */
  readonly end: () => void;
}
