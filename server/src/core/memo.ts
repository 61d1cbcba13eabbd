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
