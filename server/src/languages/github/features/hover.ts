import type { Hover } from '../../../core/features.js';
import { evaluate, isConstant } from '../../../expr/evaluate.js';
import { functionNamed, signatureText } from '../../../expr/functions.js';
import { dotted, pathOf } from '../../../expr/path.js';
import { targetAt } from '../../../expr/place.js';
import { describe } from '../../../expr/types.js';
import { toJson } from '../../../expr/values.js';
import { hoverFrom } from '../../../yaml/schema/hover.js';
import { contractOf } from '../actions/contracts.js';
import { nextRuns, parseCron } from '../cron.js';
import { kindOf } from '../kinds.js';
import { localAction } from '../model/interface.js';
import { textIn } from '../model/nodes.js';
import { scheduleOf } from '../model/schedule.js';
import { shellOf } from '../model/script.js';
import type { Uses } from '../model/uses.js';
import { type Job, type Step, workflowOf } from '../model/workflow.js';
import { contextTexts } from '../tables/context-texts.js';
import { schemas } from './complete.js';
import { knownInputs } from './complete-project.js';
import { type Context, expressionAt } from './expression-at.js';
import { permissionsHover } from './hover-permissions.js';

/** What stands under the cursor: a part of an expression, an action, an input, a schedule, or a key. */
export function hover(context: Context, offset: number): Hover | undefined {
  return (
    hoverExpression(context, offset) ??
    hoverUses(context, offset) ??
    hoverCron(context, offset) ??
    permissionsHover(context, offset) ??
    hoverKey(context, offset)
  );
}

function hoverExpression(context: Context, offset: number): Hover | undefined {
  const at = expressionAt(context, offset);
  const root = at?.use.parsed.root;
  const target = at && root && targetAt(root, at.offset);
  if (!at || !root || !target) return undefined;
  const { node } = target;
  const span = at.use.span(target);
  if (node.kind === 'call') {
    const called = functionNamed(node.name);
    const [signature] = called?.signatures ?? [];
    const constant = isConstant(node) ? evaluate(node) : undefined;
    const value = constant?.known ? `\n\nAlways \`${toJson(constant.value)}\`.` : '';
    return called && signature
      ? { span, contents: `\`${signatureText(called, signature).text}\`\n\n${called.doc}${value}` }
      : undefined;
  }
  const path = pathOf(node);
  const type = at.environments.checked(at.use)?.types.get(node);
  if (path && type) {
    const name = dotted(path);
    const doc = at.environments.checked(at.use)?.properties.get(node)?.doc ?? contextTexts[name.toLowerCase()] ?? '';
    const values =
      type.kind === 'string' && type.values ? `\n\nOne of ${type.values.map((one) => `\`${one}\``).join(', ')}.` : '';
    return { span, contents: `\`${name}\`: ${describe(type)}${doc === '' ? '' : `\n\n${doc}`}${values}` };
  }
  if ((node.kind === 'compare' || node.kind === 'logical' || node.kind === 'not') && isConstant(node)) {
    const result = evaluate(node);
    return result.known ? { span, contents: `Always \`${toJson(result.value)}\`.` } : undefined;
  }
  return undefined;
}

function stepsOf({ document, path }: Context): readonly { readonly job: Job | undefined; readonly step: Step }[] {
  if (kindOf(path) === 'action') return [];
  return workflowOf(document)?.jobs.flatMap((job) => job.steps.map((step) => ({ job, step }))) ?? [];
}

function hoverUses(context: Context, offset: number): Hover | undefined {
  for (const { job, step } of stepsOf(context)) {
    const { uses, map, run } = step;
    if (offset < map.start || offset > map.end) continue;
    if (uses && offset >= uses.scalar.start && offset <= uses.scalar.end)
      return { span: uses.scalar, contents: aboutAction(uses, context) };
    if (uses) {
      const input = inputAt(uses, step, context, offset);
      if (input) return input;
    }
    const key = map.entries.find((entry) => entry.value === run)?.key;
    if (run && key && offset >= key.start && offset <= key.end) {
      const { name, errexit, pipefail } = shellOf(step, job, workflowOf(context.document));
      const flags = [errexit ? 'stops at the first error' : 'goes on after errors', pipefail ? 'also within pipes' : '']
        .filter((part) => part !== '')
        .join(', ');
      return { span: key, contents: `Runs in **${name ?? 'a shell that is not known here'}**, which ${flags}.` };
    }
  }
  return undefined;
}

function aboutAction(uses: Uses, context: Context): string {
  const { form, text } = uses;
  if (form.kind === 'local') {
    const action = localAction(uses, context.path, context.files);
    const name = action ? textIn(action.value.root, 'name') : undefined;
    return action ? `**${name ?? text}**\n\n${textIn(action.value.root, 'description') ?? ''}` : `\`${text}\``;
  }
  if (form.kind !== 'repository') return `\`${text}\``;
  const contract = form.ref === undefined ? undefined : contractOf(form.slug, form.ref);
  if (!contract) return `\`${text}\`\n\nThis version is not known here.`;
  const inputs = [...contract.inputs.values()].map(
    ({ name, required }) => `\`${name}\`${required ? ' (required)' : ''}`,
  );
  const outputs =
    contract.outputs === 'dynamic' ? ['as its inputs say'] : contract.outputs.map((name) => `\`${name}\``);
  const { tag, date } = contract.source;
  return [
    `**${contract.slug}** ${contract.ref}, as of ${tag} (${date}), runs on ${contract.using}`,
    inputs.length > 0 ? `Inputs: ${inputs.join(', ')}` : '',
    outputs.length > 0 ? `Outputs: ${outputs.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function inputAt(uses: Uses, { map }: Step, context: Context, offset: number): Hover | undefined {
  const given = map.entries.find(({ key }) => key?.kind === 'scalar' && key.text === 'with')?.value;
  if (given?.kind !== 'map') return undefined;
  for (const { key } of given.entries) {
    if (key?.kind !== 'scalar' || offset < key.start || offset > key.end) continue;
    const input = knownInputs(uses, context).find(({ name }) => name.toLowerCase() === key.text.toLowerCase());
    if (!input) return undefined;
    const facts = [
      input.required ? 'required' : '',
      input.fallback === undefined ? '' : `default \`${input.fallback}\``,
      input.deprecated ? 'deprecated' : '',
    ].filter((part) => part !== '');
    const about = facts.length > 0 ? ` (${facts.join(', ')})` : '';
    return { span: key, contents: `**${input.name}**${about}\n\n${input.documentation}`.trim() };
  }
  return undefined;
}

/** How many coming runs of a schedule are told. */
const runsTold = 3;

function hoverCron({ document, path, today }: Context, offset: number): Hover | undefined {
  const workflow = (kindOf(path) ?? 'workflow') === 'workflow' ? workflowOf(document) : undefined;
  for (const { cron, timezone } of workflow ? scheduleOf(workflow) : []) {
    if (!cron || offset < cron.start || offset > cron.end) continue;
    const parsed = parseCron(cron.text).cron;
    const runs = parsed ? nextRuns(parsed, today, runsTold) : [];
    if (runs.length === 0) return undefined;
    const zone = timezone?.text ?? 'UTC';
    const times = runs.map((run) => `- ${run.slice(0, 10)} ${run.slice(11, 16)}`).join('\n');
    return { span: cron, contents: `Next runs (${zone}):\n\n${times}` };
  }
  return undefined;
}

function hoverKey({ document, path, text }: Context, offset: number): Hover | undefined {
  const known = schemas[kindOf(path) ?? 'workflow'];
  return known && hoverFrom(known[0], known[1], { text, stream: document.stream }, offset);
}
