import type { Finding } from './finding.js';
import type { Span } from './text.js';

/** A stretch of a file, such as a stage of a Dockerfile, that much can be said about without the rest. */
export interface Part extends Span {
  /** Its text, and all else that rules of that reach may look at. Equal keys give equal findings, but for their place. */
  readonly key: string;
}

/** What a walk gives where no part follows another: events after it belong to the file as a whole. */
export const noPart: Part = { key: '', start: 0, end: 0 };

interface Kept {
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** Parts that are no longer there may come back: half-typed text often changes what everything else means. */
const mostGone = 200;

/** The findings of one file's parts, kept from one run to the next so that an edit costs what it touches. */
export class KeptFindings {
  #for: readonly unknown[] = [];
  #kept: ReadonlyMap<string, Kept> = new Map();
  /** Of parts that the last run did not have, the latest last. */
  #gone = new Map<string, Kept>();

  /** Begins a run. What was kept for other rules or another day is dropped. */
  start(set: unknown, today: string, findings: Finding[]): PartRun {
    if (this.#for[0] !== set || this.#for[1] !== today) {
      this.#kept = new Map();
      this.#gone = new Map();
    }
    this.#for = [set, today];
    const known = (key: string): Kept | undefined => this.#kept.get(key) ?? this.#gone.get(key);
    return new PartRun(known, findings, (kept) => this.#keep(kept));
  }

  #keep(kept: ReadonlyMap<string, Kept>): void {
    for (const [key, one] of this.#kept) {
      if (kept.has(key)) continue;
      this.#gone.delete(key);
      this.#gone.set(key, one);
    }
    for (const key of this.#gone.keys()) {
      if (this.#gone.size <= mostGone) break;
      this.#gone.delete(key);
    }
    this.#kept = kept;
  }
}

/** The parts of one run: which are known, and what is found in those that are not. */
class PartRun {
  /** Where findings of the present part go. */
  found: Finding[];
  /** Whether the present part's findings are already there. */
  known = false;
  #part: Part | undefined;
  #failed = false;
  readonly #before: (key: string) => Kept | undefined;
  readonly #now = new Map<string, Kept>();
  readonly #findings: Finding[];
  readonly #keep: (kept: ReadonlyMap<string, Kept>) => void;

  constructor(
    before: (key: string) => Kept | undefined,
    findings: Finding[],
    keep: (kept: ReadonlyMap<string, Kept>) => void,
  ) {
    this.#before = before;
    this.#findings = findings;
    this.#keep = keep;
    this.found = findings;
  }

  /** Keeps nothing of this run. */
  forget(): void {
    this.#failed = true;
  }

  /** Ends the present part and begins the next; without one, ends the run. */
  next(part: Part | undefined): void {
    const ended = this.#part;
    if (ended && !this.known) {
      for (const finding of this.found) this.#findings.push(finding);
      // A finding that reaches out of its part does not move with it.
      if (this.found.every((finding) => isWithin(ended, finding)))
        this.#now.set(ended.key, { start: ended.start, findings: this.found });
    }
    this.#part = part;
    const kept = part && (this.#now.get(part.key) ?? this.#before(part.key));
    this.known = kept !== undefined;
    this.found = part ? [] : this.#findings;
    if (kept) {
      const by = part.start - kept.start;
      const moved = by === 0 ? kept.findings : kept.findings.map((finding) => movedBy(by, finding));
      for (const finding of moved) this.#findings.push(finding);
      this.#now.set(part.key, { start: part.start, findings: moved });
    }
    if (!part && !this.#failed) this.#keep(this.#now);
  }
}

export type { PartRun };

/** An edit or a related place: in another file where it has a path. */
interface Placed {
  readonly span: Span;
  readonly path?: string;
}

function isWithin(part: Part, { span, fixes, related }: Finding): boolean {
  const inside = ({ start, end }: Span): boolean => start >= part.start && end <= part.end;
  const placed = (place: Placed): boolean => place.path !== undefined || inside(place.span);
  return inside(span) && fixes.every(({ edits }) => edits.every(placed)) && related.every(placed);
}

function movedBy(by: number, finding: Finding): Finding {
  const moved = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const movedPlace = <P extends Placed>(place: P): P =>
    place.path === undefined ? { ...place, span: moved(place.span) } : place;
  return {
    ...finding,
    span: moved(finding.span),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(movedPlace) })),
    related: finding.related.map(movedPlace),
  };
}
