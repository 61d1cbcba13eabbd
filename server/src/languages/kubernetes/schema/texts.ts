import * as tables from '#kubernetes-tables';
import type { Texts } from '../../../yaml/schema/texts.js';
import { linesOf, mapsOf } from './decode.js';
import { kindOf } from './kinds.js';

// The texts for people. They are files beside the program, one a project, which are read when an editor asks for one.

/** Reads one of the files `dist/kubernetes/<name>.json`; undefined where it is not there. */
export type ReadTexts = (name: string) => Promise<string | undefined>;

/** The texts of a file by the line of their type: its own, then those of its keys. */
type Chunk = ReadonlyMap<number, readonly string[]>;

/** Keeps the files that were read. */
export interface KubernetesTexts {
  /** The texts of a kind's keys, as `definition.key`. They are there at once if its files have been read. */
  of(apiVersion: string, kind: string): Texts | undefined;
  /** Reads what a kind needs. @returns its texts; without any where they could not be read */
  load(apiVersion: string, kind: string): Promise<Texts>;
  /** What a kind itself is said to be. */
  about(apiVersion: string, kind: string): string | undefined;
}

export function kubernetesTexts(read: ReadTexts): KubernetesTexts {
  const chunks = new Map<string, Chunk>();
  const known = new Map<number, Texts>();

  const of = (apiVersion: string, kind: string): Texts | undefined => {
    const line = kindOf(apiVersion, kind)?.line;
    if (line === undefined) return undefined;
    const before = known.get(line);
    if (before) return before;
    const texts: Record<string, string> = {};
    for (const one of linesOf(line)) {
      const chunk = chunks.get(chunkOf(one));
      if (!chunk) return undefined;
      const list = chunk.get(one) ?? [];
      let index = 1;
      for (const { name, key } of mapsOf(one)) {
        const text = list[index++];
        if (text) texts[`${name}.${key}`] = text;
      }
    }
    known.set(line, texts);
    return texts;
  };

  return {
    of,
    async load(apiVersion, kind) {
      const line = kindOf(apiVersion, kind)?.line;
      if (line === undefined) return {};
      const needed = [...new Set(linesOf(line).map(chunkOf))].filter((name) => !chunks.has(name));
      for (const name of needed) {
        const text = await read(name);
        if (text !== undefined) chunks.set(name, chunkFrom(text));
      }
      return of(apiVersion, kind) ?? {};
    },
    about(apiVersion, kind) {
      const line = kindOf(apiVersion, kind)?.line;
      return line === undefined ? undefined : chunks.get(chunkOf(line))?.get(line)?.[0] || undefined;
    },
  };
}

function chunkFrom(text: string): Chunk {
  const [pool = [], ...lines] = JSON.parse(text) as readonly (readonly (string | number)[])[];
  return new Map(
    lines.map(([line, ...texts]) => [
      Number(line),
      texts.map((one) => (typeof one === 'number' ? String(pool[one] ?? '') : one)),
    ]),
  );
}

let starts: readonly (readonly [name: string, line: number])[] | undefined;

/** The file that has the texts of a line. */
function chunkOf(line: number): string {
  starts ??= Object.entries(JSON.parse(tables.chunks) as Record<string, number>);
  return starts.findLast(([, start]) => start <= line)?.[0] ?? '';
}
