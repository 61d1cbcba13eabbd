/** The part of an object in which what follows from it is kept. Nothing that copies or compares objects sees into it. */
export class Memory {
  #values: unknown[] | undefined;

  get(place: number): unknown {
    return this.#values?.[place];
  }

  set(place: number, value: unknown): void {
    this.#values ??= new Array(places);
    this.#values[place] = value;
  }
}

let places = 0;

/**
 * What follows from objects, computed once for each. It is used as a WeakMap is, but keeps the values in the objects
 * themselves: values that lead back to their keys would otherwise outlive the quick collections of garbage, and with them
 * every reading of a file that is being edited.
 */
export class Memo<K extends { readonly memory: Memory }, V> {
  private readonly place = places++;

  get(of: K): V | undefined {
    return of.memory.get(this.place) as V | undefined;
  }

  set(of: K, value: V): void {
    of.memory.set(this.place, value);
  }
}

/** A function that is computed once for each object. */
export function once<K extends { readonly memory: Memory }, V extends object>(compute: (of: K) => V): (of: K) => V {
  const known = new Memo<K, V>();
  return (of) => {
    const before = known.get(of);
    if (before) return before;
    const value = compute(of);
    known.set(of, value);
    return value;
  };
}

const mostTexts = 2000;
const longestText = 2000;

/**
 * A function of texts that are read again with every edit around them, such as addresses: the answers for those that were
 * asked for last are kept.
 */
export function byText<V>(compute: (text: string) => V): (text: string) => V {
  let recent = new Map<string, { readonly value: V }>();
  let older: typeof recent = new Map();
  return (text) => {
    if (text.length > longestText) return compute(text);
    let known = recent.get(text);
    if (known) return known.value;
    known = older.get(text);
    // A part of a larger text would keep all of it alive, so what is kept is a copy.
    const own = ` ${text}`.slice(1);
    known ??= { value: compute(own) };
    if (recent.size >= mostTexts) [older, recent] = [recent, new Map()];
    recent.set(own, known);
    return known.value;
  };
}
