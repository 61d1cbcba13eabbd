import { Items, plain } from '../../../core/completion-items.js';
import type { Completion } from '../../../core/features.js';
import { dirname, join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { placeAt, type YamlPlace } from '../../../yaml/place.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { contractOf, majorsOf, newestMajor } from '../actions/contracts.js';
import { popularActions } from '../actions/popular.js';
import { kindOf, repositoryRoot } from '../kinds.js';
import { workflowsBeside } from '../model/callers.js';
import { whereIs } from '../model/expressions.js';
import { harvest } from '../model/harvest.js';
import {
  type DeclaredInput,
  inputsOfAction,
  inputsOfCall,
  localAction,
  localWorkflow,
  secretsOfCall,
} from '../model/interface.js';
import { entriesOf, textIn, valueIn } from '../model/nodes.js';
import type { Uses } from '../model/uses.js';
import { type Job, type Step, workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** A cursor in a value or at a key, and what stands around it. */
interface Site {
  readonly context: Context;
  readonly place: YamlPlace;
  readonly word: Span;
  readonly job: Job | undefined;
  readonly step: Step | undefined;
  readonly items: Items;
}

/** What this repository and the known actions offer at a place: ids, inputs, actions, names. */
export function completeProject(context: Context, offset: number): readonly Completion[] {
  const { text, document, path } = context;
  const place = placeAt(text, document.stream, offset);
  if (place.at === 'comment' || place.at === 'text') return [];
  const kind = kindOf(path) ?? 'workflow';
  const { job, step } = whereIs(document, kind, place.path);
  const items = new Items();
  const site: Site = { context, place, word: withoutQuotes(text, place.word), job, step, items };
  for (const [pattern, add] of offers) if (fits(pattern, place.path)) add(site);
  const list = items.list();
  return place.needsBlank ? list.map(withBlank) : list;
}

function withoutQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return { start, end };
  return { start: start + 1, end: end > start + 1 && text[end - 1] === quote ? end - 1 : end };
}

function withBlank(item: Completion): Completion {
  return { ...item, filter: ` ${item.filter ?? item.label}`, edit: { ...item.edit, text: ` ${item.edit.text}` } };
}

const offers: readonly (readonly [string, (site: Site) => void])[] = [
  ['jobs.*.needs', addNeeds],
  ['jobs.*.needs.*', addNeeds],
  ['jobs.*.uses', addWorkflows],
  ['jobs.*.with', addInputs],
  ['jobs.*.secrets', addSecrets],
  ['jobs.*.environment', addEnvironments],
  ['jobs.*.environment.name', addEnvironments],
  ['jobs.*.steps.*.uses', addActions],
  ['jobs.*.steps.*.with', addInputs],
  ['jobs.*.steps.*.with.*', addInputValues],
  ['jobs.*.steps.*.wait', addSteps],
  ['jobs.*.steps.*.wait.*', addSteps],
  ['jobs.*.steps.*.cancel', addSteps],
  ['runs.steps.*.uses', addActions],
  ['runs.steps.*.with', addInputs],
  ['runs.steps.*.with.*', addInputValues],
  ['on.workflow_run.workflows.*', addWorkflowNames],
  ['on.workflow_run.workflows', addWorkflowNames],
];

function fits(pattern: string, path: YamlPath): boolean {
  const keys = pattern.split('.');
  return keys.length === path.length && keys.every((key, i) => key === '*' || key === path[i]);
}

function addNeeds({ context, job, place, word, items }: Site): void {
  const known = new Set(job?.needs.map((need) => need.text.toLowerCase()));
  const own = job?.id ?? place.path[1];
  for (const other of workflowOf(context.document)?.jobs ?? []) {
    if (other.id === own || (known.has(other.id.toLowerCase()) && !isIn(word, job, other.id))) continue;
    items.add(word, other.id, { kind: 'reference', detail: textIn(other.map, 'name') ?? 'job' });
  }
}

/** Whether the word itself is what names it, so that it may stay. */
function isIn(word: Span, job: Job | undefined, id: string): boolean {
  return job?.needs.some((need) => need.text === id && need.start >= word.start && need.end <= word.end + 1) === true;
}

function addSteps({ job, step, word, items }: Site): void {
  for (const other of job?.steps ?? []) {
    if (other === step) break;
    if (other.id) items.add(word, other.id.text, { kind: 'reference', detail: textIn(other.map, 'name') ?? 'step' });
  }
}

function addEnvironments({ context, word, items }: Site): void {
  for (const name of harvest(context.path, context.files).environments)
    items.add(word, name, { kind: 'reference', detail: 'environment' });
}

/** After `@` the refs that are known, before it actions: those of the repository, then popular ones. */
function addActions({ context, word, items }: Site): void {
  const typed = context.text.slice(word.start, word.end);
  const at = typed.indexOf('@');
  if (at !== -1) {
    const slug = typed.slice(0, at).toLowerCase();
    const span = { start: word.start + at + 1, end: word.end };
    for (const { ref, tag, date, moving } of [...majorsOf(slug)].reverse())
      items.add(span, moving ? ref : tag, { kind: 'value', detail: `${tag}, ${date}` });
    return;
  }
  for (const folder of actionFolders(context))
    items.add(word, `./${folder}`, { kind: 'folder', detail: 'action of this repository' });
  for (const slug of popularActions) {
    const newest = newestMajor(slug);
    const ref = newest && (newest.moving ? newest.ref : newest.tag);
    const written = `${slug}@${ref ?? ''}`;
    items.add(word, slug, { kind: 'reference', text: written, detail: ref ?? '', again: ref === undefined });
  }
}

const mostFolders = 300;

/** Folders of the repository with an action, from its root. */
function actionFolders({ path, files }: Context): readonly string[] {
  const root = repositoryRoot(path);
  const found: string[] = [];
  const open = ['', '.github/actions', '.github'];
  const seen = new Set<string>();
  for (let folder = open.shift(); folder !== undefined && seen.size < mostFolders; folder = open.shift()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const depth = folder === '' ? 0 : folder.split('/').length;
    for (const { name, kind } of files.list(join(root, folder)) ?? []) {
      if (kind === 'file' && /^action\.ya?ml$/.test(name)) found.push(folder);
      if (kind === 'directory' && depth < 4 && name !== 'node_modules' && name !== '.git')
        open.push(folder === '' ? name : `${folder}/${name}`);
    }
  }
  return [...new Set(found)].filter((folder) => folder !== '' && folder !== dirname(path)).sort();
}

function addWorkflows({ context, word, items }: Site): void {
  for (const { path, workflow } of workflowsBeside(context.path, context.files) ?? []) {
    if (path === context.path || !workflow.events.some(({ name }) => name === 'workflow_call')) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    items.add(word, `./.github/workflows/${name}`, {
      kind: 'file',
      detail: textIn(workflow.root, 'name') ?? 'workflow',
    });
  }
}

function addWorkflowNames({ context, word, items }: Site): void {
  for (const { path, workflow } of workflowsBeside(context.path, context.files) ?? []) {
    if (path === context.path) continue;
    const name = textIn(workflow.root, 'name') ?? path.slice(path.indexOf('.github/'));
    items.add(word, name, { kind: 'reference', detail: path.slice(path.lastIndexOf('/') + 1) });
  }
}

interface KnownInput {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: string | undefined;
  readonly values: readonly string[];
  readonly documentation: string;
  readonly deprecated: boolean;
}

/** The inputs of what a step uses or a job calls. */
export function knownInputs(uses: Uses, { path, files }: Context): readonly KnownInput[] {
  const { form } = uses;
  if (form.kind === 'local') {
    const action = localAction(uses, path, files);
    if (action) return inputsOfAction(action.value).map(fromDeclared);
    const workflow = localWorkflow(uses, path, files);
    return workflow ? inputsOfCall(workflow.value).map(fromDeclared) : [];
  }
  if (form.kind === 'docker')
    return ['entrypoint', 'args'].map((name) => ({ ...plainInput, name, documentation: 'Of the container.' }));
  const contract = form.kind === 'repository' && form.ref !== undefined ? contractOf(form.slug, form.ref) : undefined;
  return [...(contract?.inputs.values() ?? [])].map((input) => ({
    ...plainInput,
    name: input.name,
    required: input.required,
    fallback: input.default,
    values: input.type === 'boolean' ? ['true', 'false'] : (input.values ?? []),
    deprecated: input.deprecated === true,
  }));
}

const plainInput = { required: false, fallback: undefined, values: [], documentation: '', deprecated: false };

function fromDeclared(input: DeclaredInput): KnownInput {
  return {
    name: input.name,
    required: input.required && !input.default,
    fallback: input.default?.text,
    values: input.type === 'boolean' ? ['true', 'false'] : input.options,
    documentation: input.description ?? '',
    deprecated: input.deprecated !== undefined,
  };
}

function usesAt({ job, step }: Site): Uses | undefined {
  return step ? step.uses : job?.uses;
}

function addInputs(site: Site): void {
  const { place, word, items, context } = site;
  const uses = usesAt(site);
  if (!uses || place.at === 'value') return;
  const written = new Set(place.siblings.map((name) => name.toLowerCase()));
  const inputs = [...knownInputs(uses, context)].sort((a, b) => Number(b.required) - Number(a.required));
  for (const input of inputs) {
    const { name, required, fallback, values, documentation, deprecated } = input;
    if (written.has(name.toLowerCase())) continue;
    const detail = [required ? 'required' : '', fallback !== undefined && fallback !== '' ? `default ${fallback}` : '']
      .filter((part) => part !== '')
      .join(', ');
    const isSnippet = !place.hasColon && values.length > 0;
    items.add(word, name, {
      kind: 'property',
      text: place.hasColon ? name : isSnippet ? `${plain(name)}: \${1|${values.join(',')}|}` : `${name}: `,
      snippet: isSnippet,
      detail,
      documentation,
      ...(deprecated && { deprecated }),
    });
  }
}

function addInputValues(site: Site): void {
  const { place, word, items, context } = site;
  const uses = usesAt(site);
  const name = String(place.path[place.path.length - 1] ?? '').toLowerCase();
  const input = uses && knownInputs(uses, context).find((one) => one.name.toLowerCase() === name);
  for (const value of input?.values ?? [])
    items.add(word, value, { kind: 'enum', detail: value === input?.fallback ? 'default' : '' });
}

function addSecrets(site: Site): void {
  const { job, context, place, word, items } = site;
  const callee = job?.uses && localWorkflow(job.uses, context.path, context.files);
  if (!callee || place.at === 'value') return;
  const written = new Set(entriesOf(valueIn(job?.map, 'secrets')).map(({ name }) => name.toLowerCase()));
  for (const { name, required } of secretsOfCall(callee.value) ?? []) {
    if (written.has(name.toLowerCase()) && !place.hasColon) continue;
    items.add(word, name, {
      kind: 'property',
      text: place.hasColon ? name : `${plain(name)}: \${{ secrets.${name} }}`,
      detail: required ? 'required' : '',
    });
  }
}
