import type { ExternalChecks } from '../../core/external.js';
import type { UserFiles } from '../../core/language.js';
import type { FileReader } from '../../workspace/files.js';
import type { YamlThread, YamlThreadHost } from '../yaml/thread.js';
import type { run } from './running.js';

/** What the program that the server runs in can do. */
export interface Platform {
  readonly version: string;
  /** Loads the checker, which is most of the server. */
  readonly load: () => Promise<{ readonly run: typeof run }>;
  /** Reads the disk below the given roots; undefined in a browser. */
  readonly disk: ((roots: () => readonly string[]) => FileReader) | undefined;
  /** Makes what loads yaml-language-server once it is asked something; undefined in a browser. */
  readonly yaml: ((host: YamlThreadHost) => Promise<YamlThread>) | undefined;
  readonly userFiles: UserFiles;
  /** Starts tools of the user's own by their absolute paths; undefined where no program can be started. */
  readonly tools:
    | ((
        paths: Readonly<Record<string, string>>,
        roots: readonly string[],
        changed: () => void,
        warn: (message: string) => void,
      ) => Promise<Tools>)
    | undefined;
  readonly today: () => string;
  /** Ends a worker, after `exit`; a process is ended by the protocol's library. */
  readonly end: () => void;
}

/** Tools that are in use, until settings or trust change. */
export interface Tools {
  readonly checks: ExternalChecks | undefined;
  dispose(): void;
}
