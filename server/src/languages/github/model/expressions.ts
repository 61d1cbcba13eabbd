import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { embedded } from '../../../expr/find.js';
import { type ParsedExpression, parseExpression } from '../../../expr/parse.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import { visitEntry, visitYaml, type YamlPath, type YamlVisitor } from '../../../yaml/walk.js';
import type { GithubDocument } from '../document.js';
import type { GithubKind } from '../kinds.js';
import { actionOf } from './action-file.js';
import { mapIn } from './nodes.js';
import { type Job, type Step, workflowOf } from './workflow.js';

/** An expression where it is written. Its offsets are those of its own text; `span` leads back into the file. */
export interface ExpressionUse {
  readonly scalar: YamlScalar;
  /** The keys that lead to the scalar. */
  readonly path: YamlPath;
  /** What stands between `${{` and `}}`; of a bare `if` the whole text. */
  readonly text: string;
  readonly parsed: ParsedExpression;
  /** Where `text` starts in the scalar's text. */
  readonly at: number;
  /** From `${{` to `}}` in the scalar's text; the whole of a bare `if`. */
  readonly outer: { readonly start: number; readonly end: number };
  /** Whether it is an `if` without `${{ }}`. */
  readonly bare: boolean;
  /** Whether `}}` is there. */
  readonly closed: boolean;
  /** Whether nothing but blanks stands around it in the scalar. */
  readonly whole: boolean;
  readonly job: Job | undefined;
  readonly step: Step | undefined;
  readonly span: (at: { readonly start: number; readonly end: number }) => Span;
}

const found = new Memo<GithubDocument, readonly ExpressionUse[]>();
const ofJobs = new Memo<Job, readonly ExpressionUse[]>();
const outside = new Memo<GithubDocument, readonly ExpressionUse[]>();

/** Every expression of a workflow or an action, in order of their place. */
export function expressionsOf(document: GithubDocument, kind: GithubKind): readonly ExpressionUse[] {
  const known = found.get(document);
  if (known) return known;
  const jobs = kind === 'workflow' ? (workflowOf(document)?.jobs ?? []) : [];
  const uses = [...expressionsOutside(document, kind), ...jobs.flatMap((job) => expressionsOfJob(document, job))].sort(
    (a, b) => a.scalar.start - b.scalar.start || a.at - b.at,
  );
  found.set(document, uses);
  return uses;
}

/** Those outside of jobs. */
export function expressionsOutside(document: GithubDocument, kind: GithubKind): readonly ExpressionUse[] {
  const known = outside.get(document);
  if (known) return known;
  const jobs = new Set(kind === 'workflow' ? workflowOf(document)?.jobs.map(({ entry }) => entry) : []);
  const uses: ExpressionUse[] = [];
  for (const { root } of document.stream.documents)
    visitYaml(root, collector(document, kind, uses), (entry) => jobs.has(entry));
  outside.set(document, uses);
  return uses;
}

/** Those of a job: of jobs that have not changed they mostly need not be read. */
export function expressionsOfJob(document: GithubDocument, job: Job): readonly ExpressionUse[] {
  const known = ofJobs.get(job);
  if (known) return known;
  const uses: ExpressionUse[] = [];
  const jobs = mapIn(workflowOf(document)?.root, 'jobs');
  if (jobs) visitEntry(job.entry, ['jobs', job.id], jobs, collector(document, 'workflow', uses));
  ofJobs.set(job, uses);
  return uses;
}

function collector(document: GithubDocument, kind: GithubKind, into: ExpressionUse[]): YamlVisitor {
  return {
    scalar(scalar, path) {
      const condition = isCondition(path);
      if (!condition && !scalar.text.includes('${{')) return;
      const around = { scalar, path, ...whereIs(document, kind, path, scalar.start) };
      into.push(...usesIn(scalar, around, condition));
    },
  };
}

const conditions: ReadonlySet<unknown> = new Set(['if', 'pre-if', 'post-if']);

/** Whether what stands at a path is a condition, which may be written without `${{ }}`. */
export function isCondition(path: YamlPath): boolean {
  if (!conditions.has(path[path.length - 1])) return false;
  const [top, , below] = path;
  if (top === 'runs') return path.length === 2 || (path.length === 4 && path[1] === 'steps');
  if (top !== 'jobs') return false;
  if (path.length === 3 || (path.length === 4 && below === 'snapshot')) return true;
  return below === 'steps' && (path.length === 5 || (path.length === 7 && path[4] === 'parallel'));
}

function usesIn(
  scalar: YamlScalar,
  around: Pick<ExpressionUse, 'scalar' | 'path' | 'job' | 'step'>,
  condition: boolean,
): readonly ExpressionUse[] {
  const { text } = scalar;
  if (condition && !text.includes('${{')) {
    if (text.trim() === '') return [];
    return [
      useOf(around, { text, at: 0, outer: { start: 0, end: text.length } }, { bare: true, closed: true, whole: true }),
    ];
  }
  return embedded(text).map(({ start, end, outer, closed }) =>
    useOf(
      around,
      { text: text.slice(start, end), at: start, outer },
      { bare: false, closed, whole: text.slice(0, outer.start).trim() === '' && text.slice(outer.end).trim() === '' },
    ),
  );
}

function useOf(
  around: Pick<ExpressionUse, 'scalar' | 'path' | 'job' | 'step'>,
  written: Pick<ExpressionUse, 'text' | 'at' | 'outer'>,
  how: Pick<ExpressionUse, 'bare' | 'closed' | 'whole'>,
): ExpressionUse {
  return {
    ...around,
    ...written,
    ...how,
    parsed: parsedOnce(written.text),
    span: ({ start, end }) => spanInScalar(around.scalar, written.at + start, written.at + end),
  };
}

/** The job and the step that a path leads into. Of two jobs of one id it is the one around the offset, where that is given. */
export function whereIs(
  document: GithubDocument,
  kind: GithubKind,
  path: YamlPath,
  offset?: number,
): { readonly job: Job | undefined; readonly step: Step | undefined } {
  if (kind === 'workflow' && path[0] === 'jobs' && path.length > 1) {
    const jobs = workflowOf(document)?.jobs.filter(({ id }) => id === path[1]);
    const around = jobs?.find(({ entry }) => offset !== undefined && entry.start <= offset && offset < entry.end);
    const job = around ?? jobs?.[jobs.length - 1];
    return { job, step: path[2] === 'steps' ? stepAt(job?.steps, path.slice(3)) : undefined };
  }
  if (kind === 'action' && path[0] === 'runs' && path[1] === 'steps')
    return { job: undefined, step: stepAt(actionOf(document)?.steps, path.slice(2)) };
  return { job: undefined, step: undefined };
}

function stepAt(steps: readonly Step[] | undefined, [index, key, inner]: YamlPath): Step | undefined {
  const outer = steps?.find((step) => !step.parent && step.index === index);
  if (key !== 'parallel' || typeof inner !== 'number') return outer;
  return steps?.find((step) => step.parent === outer && step.index === inner) ?? outer;
}

const parsedTexts = new Map<string, ParsedExpression>();
const mostParsed = 2000;

/** Equal texts are read once: an edit changes one expression of many. */
function parsedOnce(text: string): ParsedExpression {
  const known = parsedTexts.get(text);
  if (known) return known;
  const parsed = parseExpression(text);
  if (parsedTexts.size >= mostParsed)
    for (const key of [...parsedTexts.keys()].slice(0, mostParsed / 2)) parsedTexts.delete(key);
  parsedTexts.set(text, parsed);
  return parsed;
}
