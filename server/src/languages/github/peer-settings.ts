import type { FileView } from '../../core/files.js';
import type { PeerSettings } from '../../core/language.js';
import { basename, below, join } from '../../core/path.js';
import { dataOf } from '../../yaml/data.js';
import { repositoryRoot } from './kinds.js';
import { actionlintSettings } from './peers/actionlint-config.js';
import { poutineSettings } from './peers/poutine-config.js';
import { zizmorSettings } from './peers/zizmor-config.js';

/** A file of GitHub's, as peers name it in their settings. */
export interface NamedFile {
  readonly name: string;
  /** From the root of the repository. */
  readonly path: string;
}

/** What the peers' configuration files of a repository say about one of its files, in our terms. */
export function peerSettings(path: string, files: FileView): readonly PeerSettings[] {
  const root = repositoryRoot(path);
  const file = { name: basename(path), path: below(root, path) ?? path };
  return readers.flatMap(([names, read]) => {
    for (const name of names) {
      const at = join(root, name);
      const text = files.read(at);
      if (typeof text === 'string') return [{ ...nothing, ...read(dataOf(text), file), path: at }];
    }
    return [];
  });
}

export type Said = Pick<PeerSettings, 'peer'> & Partial<Omit<PeerSettings, 'peer' | 'path'>>;

const nothing: Omit<PeerSettings, 'peer' | 'path'> = { off: [], levels: {}, options: {}, on: [], directivesOff: false };

/** Each peer's files, in the order in which it looks for them. */
const readers: readonly [readonly string[], (data: Readonly<Record<string, unknown>>, file: NamedFile) => Said][] = [
  [['.github/zizmor.yml', '.github/zizmor.yaml', 'zizmor.yml', 'zizmor.yaml'], zizmorSettings],
  [['.github/actionlint.yaml', '.github/actionlint.yml'], actionlintSettings],
  [['.poutine.yml', '.github/poutine.yml'], poutineSettings],
];
