import { replace, type TextEdit } from '../../../core/edit.js';
import type { PathSegment } from '../../../expr/path.js';
import { referencesOf, renamed } from '../../../expr/references.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { GithubDocument } from '../document.js';
import { type ExpressionUse, expressionsOf } from './expressions.js';
import { scalarsOf, valueIn } from './nodes.js';
import type { Job, Step, Workflow } from './workflow.js';

/** As long as an id of a job or a step may be. */
export const longestId = 99;

/** What is wrong with an id; undefined for a good one. Names that begin with two underscores are GitHub's own. */
export function problemOfId(id: string): 'characters' | 'start' | 'reserved' | 'long' | undefined {
  if (/[^A-Za-z0-9_-]/.test(id)) return 'characters';
  if (!/^[A-Za-z_]/.test(id)) return 'start';
  if (id.startsWith('__')) return 'reserved';
  return id.length > longestId ? 'long' : undefined;
}

/** Gives bad ids good ones that are near to them, and none of those that are there or were given before. */
export class GoodIds {
  private readonly taken: Set<string>;

  constructor(ids: Iterable<string>) {
    this.taken = new Set(Array.from(ids, (id) => id.toLowerCase()));
  }

  for(id: string): string {
    let good = id
      .replace(/[^A-Za-z0-9_-]+/g, '-')
      .replace(/^[-_]+|-+$/g, '')
      .slice(0, longestId);
    if (!/^[A-Za-z]/.test(good)) good = `_${good}`.slice(0, longestId);
    let free = good;
    for (let i = 2; this.taken.has(free.toLowerCase()); i++) free = `${good.slice(0, longestId - 6)}-${i}`;
    this.taken.add(free.toLowerCase());
    return free;
  }
}

type Renamer = (scalar: YamlScalar, id: string) => readonly TextEdit[];

/** Gives the edits that give a job another id: of its key, of `needs`, and of the expressions that read it. */
export function jobRenamer(workflow: Workflow): Renamer {
  const needs = byName(workflow.jobs.flatMap((job) => job.needs));
  const readers = readersIn(expressionsOf(workflow.document, 'workflow'), ['needs', 'jobs']);
  return renamer(needs, readers);
}

/** Gives the edits that give a step another id: of the id, of steps that wait for it, and of the expressions of its job. */
export function stepRenamer(document: GithubDocument, job: Job | undefined, steps: readonly Step[]): Renamer {
  const targets = byName(
    steps.flatMap(({ map }) => [...scalarsOf(valueIn(map, 'wait')), ...scalarsOf(valueIn(map, 'cancel'))]),
  );
  const uses = expressionsOf(document, job ? 'workflow' : 'action').filter((use) => use.job === job);
  return renamer(targets, readersIn(uses, ['steps']));
}

function renamer(
  scalars: ReadonlyMap<string, readonly YamlScalar[]>,
  readers: ReadonlyMap<string, readonly Reader[]>,
): Renamer {
  return (scalar, id) => {
    const name = scalar.text.toLowerCase();
    return [
      ...[scalar, ...(scalars.get(name) ?? [])].map((one) => replaceScalar(one, id)),
      ...(readers.get(name) ?? []).map(({ use, segment }) => replace(use.span(segment), renamed(segment, id))),
    ];
  };
}

function byName(scalars: readonly YamlScalar[]): ReadonlyMap<string, readonly YamlScalar[]> {
  return grouped(scalars, ({ text }) => text.toLowerCase());
}

interface Reader {
  readonly use: ExpressionUse;
  readonly segment: PathSegment;
}

/** The first steps into some contexts, by their names. */
function readersIn(
  uses: readonly ExpressionUse[],
  contexts: readonly string[],
): ReadonlyMap<string, readonly Reader[]> {
  const readers = uses.flatMap((use) =>
    use.parsed.root
      ? referencesOf(use.parsed.root).flatMap(({ segments: [context, segment] }): readonly Reader[] =>
          context && segment && segment.style !== 'any' && contexts.includes(context.name.toLowerCase())
            ? [{ use, segment }]
            : [],
        )
      : [],
  );
  return grouped(readers, ({ segment }) => segment.name.toLowerCase());
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const list = found.get(key);
    if (list) list.push(one);
    else found.set(key, [one]);
  }
  return found;
}
