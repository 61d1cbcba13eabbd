import { lineStart, type Span } from '../../../core/text.js';
import { chainAt } from '../../../yaml/chain.js';
import { lastOffset, lineEndAt } from '../../../yaml/edits.js';
import { scopeOf } from '../../../yaml/suppressions.js';
import type { YamlComment } from '../../../yaml/tree.js';
import { type GithubDocument, rootOf } from '../document.js';
import { actionOf } from '../model/action-file.js';
import { dependabotOf } from '../model/dependabot.js';
import { entriesOf } from '../model/nodes.js';
import { workflowOf } from '../model/workflow.js';

// A comment silences zizmor where it stands on a line of a place that the finding names. How far that reaches differs from
// rule to rule: the line, the key with its value, the step, the job.

/** Rules that name nothing but the expression. */
const lineOnly: ReadonlySet<string> = new Set(['overprovisioned-secrets', 'unredacted-secrets']);

/** Rules that name the step as a whole, or several keys of it. */
const ofStep: ReadonlySet<string> = new Set([
  ...[
    'adhoc-packages',
    'artipacked',
    'bot-conditions',
    'cache-poisoning',
    'forbidden-uses',
    'github-app',
    'github-env',
  ],
  ...[
    'misfeature',
    'obfuscation',
    'ref-version-mismatch',
    'self-repository',
    'superfluous-actions',
    'template-injection',
  ],
  ...['unpinned-uses', 'use-trusted-publishing', 'unpinned-tools', 'archived-uses', 'typosquat-uses'],
  ...['dependabot-cooldown', 'dependabot-execution'],
]);

/** Rules that name the job as a whole, or several keys of it. */
const ofJob: ReadonlySet<string> = new Set([
  ...['secrets-outside-env', 'secrets-inherit', 'unpinned-uses', 'self-repository', 'excessive-permissions'],
  ...['concurrency-limits', 'anonymous-definition', 'self-hosted-runner'],
]);

/** Rules that name the workflow as a whole, or its events. */
const ofWorkflow: ReadonlySet<string> = new Set([
  ...['excessive-permissions', 'anonymous-definition', 'concurrency-limits', 'dangerous-triggers', 'cache-poisoning'],
]);

/** Where a comment silences a rule of zizmor's. */
export function zizmorScope(
  document: GithubDocument,
  comment: YamlComment,
  comments: readonly YamlComment[],
  rule: string,
): Span {
  const { text } = document;
  const line = scopeOf(text, comment, comments);
  if (lineOnly.has(rule)) return line;
  const { steps, jobs, head } = blocksOf(document);
  const step = steps.find((one) => has(one, comment));
  if (step && ofStep.has(rule)) return covering(line, step);
  const job = jobs.find((one) => has(one, comment));
  if (job && !step && ofJob.has(rule)) return covering(line, job);
  if (job && rule === 'secrets-outside-env') return covering(line, job);
  if (!job && head && has(head, comment) && ofWorkflow.has(rule)) return covering(line, head);
  const value = comment.ownLine ? undefined : valueOn(document, comment);
  return value ? covering(line, value) : line;
}

interface Blocks {
  /** Each with the comment at its end. */
  readonly steps: readonly Span[];
  readonly jobs: readonly Span[];
  /** What stands before the jobs of a workflow. */
  readonly head: Span | undefined;
}

const known = new WeakMap<GithubDocument, Blocks>();

function blocksOf(document: GithubDocument): Blocks {
  const before = known.get(document);
  if (before) return before;
  const { text } = document;
  const lines = ({ start, end }: Span): Span => ({
    start: lineStart(text, start),
    end: lineEndAt(text, lastOffset(text, { start, end })),
  });
  const workflow = workflowOf(document);
  const jobs = workflow?.jobs ?? [];
  const steps = [...jobs.flatMap((job) => job.steps), ...(actionOf(document)?.steps ?? [])].map(({ map }) => map);
  const updates = dependabotOf(document)?.updates.map(({ map }) => map) ?? [];
  const start = entriesOf(rootOf(document)).find(({ name }) => name === 'jobs')?.key;
  const blocks = {
    // Of steps in others, the inner one comes first.
    steps: [...steps.map(lines).reverse(), ...updates.map(lines)],
    jobs: jobs.map(({ entry }) => lines(entry)),
    head: start && { start: 0, end: start.end },
  };
  known.set(document, blocks);
  return blocks;
}

function has(block: Span, { start, end }: Span): boolean {
  return block.start <= start && end <= block.end;
}

function covering(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** Keys that hold all that is checked; their values are no one place. */
const containers: ReadonlySet<unknown> = new Set(['jobs', 'steps', 'runs', 'updates', 'parallel', 'repos']);

/** The entry on a comment's line, with a value that goes on below. */
function valueOn({ text, stream }: GithubDocument, comment: YamlComment): Span | undefined {
  const start = lineStart(text, comment.start);
  const at = start + (/^\s*(?:- +)*/.exec(text.slice(start, comment.start))?.[0].length ?? 0);
  const chain = chainAt(stream, at);
  const inJobs = chain[1]?.key === 'jobs' && chain.length <= 3;
  const link = chain.findLast(({ entry }) => entry !== undefined);
  if (!link?.entry || inJobs || containers.has(link.key) || link.entry.start < start) return undefined;
  return { start: link.entry.start, end: lastOffset(text, link.entry) };
}
