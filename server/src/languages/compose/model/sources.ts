import type { FileView } from '../../../core/files.js';
import { type ComposeDocument, parseCompose } from '../document.js';

/** The files around a project, with a record of what was asked, so that what was built from the answers can be kept. */
export class Sources {
  readonly #files: FileView;
  readonly #seen: ((files: FileView) => boolean)[] = [];

  constructor(files: FileView) {
    this.#files = files;
  }

  read(path: string): string | null | undefined {
    const text = this.#files.read(path);
    this.#seen.push((files) => files.read(path) === text);
    return text;
  }

  exists(path: string): boolean | undefined {
    const kind = this.#files.kind(path);
    this.#seen.push((files) => files.kind(path) === kind);
    return kind === undefined ? undefined : kind === 'file';
  }

  /** Another Compose file; `null` where there is none, undefined where that is not known. */
  document(path: string): ComposeDocument | null | undefined {
    const text = this.read(path);
    return typeof text === 'string' ? parseCompose(text) : text;
  }

  /** Whether all answers are still the same. Every question is asked again, as the view may note them. */
  unchanged(files: FileView): boolean {
    return this.#seen.map((same) => same(files)).every(Boolean);
  }
}
