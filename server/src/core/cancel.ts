/** Thrown where work is abandoned because its result is no longer wanted. Hosts answer it as 'cancelled'. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('cancelled');
  }
}

/** Thrown where an answer would be about a text that has changed meanwhile; whoever asked may ask again. */
export class Outdated extends Error {
  override readonly name = 'Outdated';
  constructor() {
    super('the document has changed');
  }
}

/** What an AbortSignal offers to a reader; ours and the platform's both fit. */
export interface CancelSignal {
  readonly aborted: boolean;
}

export function throwIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled();
}
