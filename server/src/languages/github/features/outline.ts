import type { DocumentSymbol, FeatureContext } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import { resolved } from '../../../yaml/values.js';
import { type GithubDocument, rootOf } from '../document.js';
import { kindOf } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { entriesOf, type NamedEntry, textIn } from '../model/nodes.js';
import { type Job, type Step, workflowOf } from '../model/workflow.js';

type Context = FeatureContext<GithubDocument>;

const longestDetail = 80;

/** The outline: what stands at the top, jobs with their steps, events, inputs and outputs. */
export function symbols({ document, path }: Context): readonly DocumentSymbol[] {
  const kind = kindOf(path) ?? 'workflow';
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  const action = kind === 'action' ? actionOf(document) : undefined;
  return entriesOf(rootOf(document)).map((entry) => {
    if (entry.name === 'jobs' && workflow)
      return symbol(
        entry,
        'module',
        workflow.jobs.map((job) => jobSymbol(job, entriesOf(entry.value))),
      );
    if (entry.name === 'runs' && action)
      return symbol(entry, 'module', action.steps.filter(({ parent }) => !parent).map(stepSymbol));
    const below = ['on', 'inputs', 'outputs', 'env', 'permissions'].includes(entry.name) ? entriesOf(entry.value) : [];
    return symbol(
      entry,
      below.length > 0 ? 'module' : 'key',
      below.map((one) => symbol(one, 'key', [])),
    );
  });
}

function jobSymbol(job: Job, entries: readonly NamedEntry[]): DocumentSymbol {
  const entry = entries.find((one) => one.entry === job.entry);
  const detail = textIn(job.map, 'name') ?? job.uses?.text ?? '';
  const span = { start: job.entry.start, end: job.entry.end };
  return {
    name: job.id,
    detail: short(detail),
    kind: 'stage',
    span,
    selection: entry ? spanOf(entry.key) : span,
    children: job.steps.filter(({ parent }) => !parent).map(stepSymbol),
  };
}

function stepSymbol(step: Step): DocumentSymbol {
  const { map, id } = step;
  const what = step.uses?.text ?? step.run?.text.trim().split('\n')[0] ?? step.kind ?? 'step';
  return {
    name: short(textIn(map, 'name') ?? what),
    detail: id?.text ?? '',
    kind: 'instruction',
    span: spanOf(map),
    selection: spanOf(map.entries[0] ?? map),
    children: [],
  };
}

function symbol(
  { name, entry, key, value }: NamedEntry,
  kind: DocumentSymbol['kind'],
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  const text = resolved(value);
  const detail = text?.kind === 'scalar' ? short(text.text) : '';
  return { name, detail, kind, span: spanOf(entry), selection: spanOf(key), children };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > longestDetail ? `${flat.slice(0, longestDetail - 1)}…` : flat;
}
