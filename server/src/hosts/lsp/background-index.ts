import { detectLanguage } from '../../languages/registry.js';
import { findFiles, readFile } from './find-files.js';
import type { Session } from './session.js';
import { Slice } from './slice.js';
import { uriOf } from './uris.js';

/** Bounds what is read: of a larger workspace a part is indexed, and nothing is taken for unused. */
const mostFiles = 5000;

/** Reads all files of our languages once, so that each knows who uses what it defines; then those that change. */
export interface BackgroundIndex {
  /** Begins anew, as after folders were added. */
  start(): Promise<void>;
  changed(paths: readonly string[]): Promise<void>;
}

function isIndexed(path: string): boolean {
  return detectLanguage(path, '') !== undefined;
}

/** @param done is called when more is known than before. */
export function createBackgroundIndex(session: Session, done: () => void): BackgroundIndex {
  const { service, documents, connection } = session;
  let run = 0;

  const index = async (path: string): Promise<void> => {
    if (documents.get(uriOf(path))) return;
    const text = await readFile(session, path);
    if (typeof text === 'string') await service.index(path, text);
    else service.forget(path);
  };
  return {
    async start() {
      const own = ++run;
      service.indexed(false);
      try {
        // Languages that are told by text alone have nothing that others look for in the index.
        const paths = await findFiles(session, undefined, isIndexed);
        const slice = new Slice();
        for (const path of paths.slice(0, mostFiles)) {
          if (own !== run) return;
          await index(path);
          await slice.pause();
        }
        if (paths.length > mostFiles) {
          connection.console.warn(`only ${mostFiles} of ${paths.length} files were read for checks across files`);
        } else service.indexed(true);
        done();
      } catch (error) {
        connection.console.error(`the workspace could not be indexed: ${error}`);
      }
    },
    async changed(paths) {
      try {
        const ours = paths.filter(isIndexed);
        for (const path of ours) await index(path);
        if (ours.length > 0) done();
      } catch (error) {
        connection.console.error(`changed files could not be indexed: ${error}`);
      }
    },
  };
}
