import * as tables from '#kubernetes-tables';
import type { Texts } from '../../../yaml/schema/texts.js';
import { linesOf, mapsOf } from './decode.js';
import { kindOf } from './kinds.js';

// The texts for people. They are files beside the program, one a project, which are read when an editor asks for one.

/** Gives the text of `dist/kubernetes/<name>.json`; undefined while it is not there, which may change. */
export type ReadTexts = (name: string) => string | undefined;

export interface KubernetesTexts {
  /** The texts of all keys in objects of a kind, as `definition.key`; undefined while their files are not there. */
  of(apiVersion: string, kind: string): Texts | undefined;
  /** What a kind itself is said to be. */
  about(apiVersion: string, kind: string): string | undefined;
}

/** By the line of a type: its own text, then those of its keys. */
type Chunk = ReadonlyMap<number, readonly string[]>;

/** Each file is read once, and only what a kind needs is made of it. */
export function kubernetesTexts(read: ReadTexts): KubernetesTexts {
  const chunks = new Map<string, Chunk>();
  const known = new Map<number, Texts>();

  const chunkOf = (line: number): Chunk | undefined => {
    const name = fileOf(line);
    const before = chunks.get(name);
    if (before) return before;
    const text = read(name);
    if (text === undefined) return undefined;
    const chunk = chunkFrom(text);
    chunks.set(name, chunk);
    return chunk;
  };

  return {
    of(apiVersion, kind) {
      const { line, project } = kindOf(apiVersion, kind) ?? {};
      if (line === undefined) return undefined;
      const before = known.get(line);
      if (before) return before;
      const texts: Record<string, string> = {};
      for (const one of linesOf(line, project !== undefined)) {
        const list = chunkOf(one);
        if (!list) return undefined;
        let index = 1;
        for (const { name, key } of mapsOf(one)) {
          const text = list.get(one)?.[index++];
          if (text) texts[`${name}.${key}`] = text;
        }
      }
      known.set(line, texts);
      return texts;
    },
    about(apiVersion, kind) {
      const line = kindOf(apiVersion, kind)?.line;
      return line === undefined ? undefined : chunkOf(line)?.get(line)?.[0] || undefined;
    },
  };
}

/** Texts that come again stand in a list before all others, and are named by their place in it. */
function chunkFrom(text: string): Chunk {
  const [pool = [], ...lines] = JSON.parse(text) as readonly (readonly (string | number)[])[];
  const textOf = (one: string | number): string => (typeof one === 'number' ? String(pool[one] ?? '') : one);
  return new Map(lines.map(([line, ...texts]) => [Number(line), texts.map(textOf)]));
}

let starts: readonly (readonly [name: string, line: number])[] | undefined;

/** The file that has the texts of a line. */
function fileOf(line: number): string {
  starts ??= Object.entries(JSON.parse(tables.chunks) as Record<string, number>);
  return starts.findLast(([, start]) => start <= line)?.[0] ?? '';
}
