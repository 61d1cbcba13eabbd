import type { TextEdit } from '../../../core/edit.js';
import type { MessageParams } from '../../../core/message.js';
import type { Span } from '../../../core/text.js';
import { addEntry, replaceScalar } from '../../../yaml/edits.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import { keyWords } from '../../../yaml/schema/words.js';
import { isEmpty } from '../../../yaml/values.js';
import { nodeRuntimes } from '../schema/action.js';
import { type schemaMessages, wordsFor } from '../schema-messages.js';
import type { ActionFile } from './action-file.js';
import { entriesOf, mapIn } from './nodes.js';
import { schemaProblems } from './schema-problems.js';

// What is wrong with the metadata of an action, as far as its own file tells.

/** Beside those that all schemas share. */
export const actionMessages = {
  missing: '"{key}" is missing in {where}. Add it.',
  'missing-run': 'An action that runs with "{using}" needs "{key}". Add it.',
  shell: 'A script of a composite action needs a shell. Add "shell: bash".',
  other: '"{key}" does not belong to an action that runs with "{using}". Remove it.',
  unknown: 'GitHub has no key "{key}" in {where}. Remove it.',
  runtime: 'Nothing runs actions with "{value}". Use "node24", "composite" or "docker".',
  dead: 'GitHub no longer has "{value}", and runs the action with a newer Node.js. Use "node24".',
  old: 'GitHub is about to remove "{value}". Use "node24".',
  hook: '"{key}" is never read without "{other}". Add that, or remove it.',
  deprecation: 'The input "{input}" is marked as deprecated without an explanation. Say what to use instead.',
  output: 'The output "{output}" has no value, so it is always empty. Add "value".',
} as const;

export interface ActionProblem {
  readonly span: Span;
  readonly message: keyof typeof actionMessages | keyof typeof schemaMessages;
  readonly params: MessageParams;
  readonly severity: 'error' | 'warning';
  /** Whether jobs that use the action end with an error. */
  readonly breaks: boolean;
  /** Whether GitHub's language service has it as an error. */
  readonly isRefused: boolean;
  /** Whether actionlint tells of it too, where the action is used. */
  readonly isKnown: boolean;
  readonly fix?: {
    readonly title: 'replace' | 'shell';
    readonly safe: boolean;
    readonly params: MessageParams;
    readonly edits: readonly TextEdit[];
  };
}

type Draft = Pick<ActionProblem, 'span' | 'message' | 'params'> & Partial<ActionProblem>;

const defaults = { severity: 'error', breaks: false, isKnown: true } as const;

export function actionProblems(action: ActionFile): readonly ActionProblem[] {
  const found: Draft[] = [
    ...schemaProblems(action.document, 'action', 'action-metadata').flatMap((one) => fromSchema(one, action) ?? []),
    ...runtimeProblems(action),
    ...hookProblems(action),
    ...textProblems(action),
  ];
  return found.map((draft) => ({ ...defaults, isRefused: draft.severity !== 'warning', ...draft }));
}

function fromSchema(problem: SchemaProblem, action: ActionFile): Draft | undefined {
  const { path, span } = problem;
  const { document, kind } = action;
  const using = action.using?.text ?? '';
  const last = String(path[path.length - 1]);
  const where = keyWords(path.slice(0, -1));
  const breaks = path[0] === 'runs' || last === 'runs';
  if (problem.kind === 'missing-key') {
    const { key, map } = problem;
    if (path.length === 4) {
      const edit = addEntry(document.text, map, ['shell: bash']);
      const fix = edit && { title: 'shell' as const, safe: false, params: {}, edits: [edit] };
      return { span, message: 'shell', params: {}, breaks, isKnown: false, ...(fix && { fix }) };
    }
    // What else is missing follows from what runs it.
    if (path.length === 2 && key !== 'using' && !kind) return undefined;
    if (path.length === 2 && key !== 'using')
      return { span: action.using ?? span, message: 'missing-run', params: { key, using }, breaks };
    // Who reads needs these, and the marketplace asks for them; the runner does not.
    const isText = key === 'name' || key === 'description';
    const base: Draft = { span, message: 'missing', params: { key, where }, breaks };
    return isText ? { ...base, severity: 'warning', isRefused: true } : base;
  }
  if (problem.kind === 'unknown-key') {
    if (path[0] !== 'runs')
      return { span, message: 'unknown', params: { key: last, where }, severity: 'warning', isRefused: true };
    return kind && { span, message: 'other', params: { key: last, using }, breaks };
  }
  const words = wordsFor(problem);
  if (!words) return undefined;
  // The marketplace shows no icon then; jobs run all the same.
  const weight: Partial<Draft> = path[0] === 'branding' ? { severity: 'warning', isRefused: true } : { breaks };
  // The runner does not look at the case.
  if (problem.kind === 'not-allowed' && last === 'using')
    return isRuntime(problem.value)
      ? undefined
      : { span, message: 'runtime', params: { value: problem.value }, breaks };
  if (problem.kind !== 'not-allowed' || problem.suggestion === undefined) return { span, ...words, ...weight };
  const { node, suggestion } = problem;
  const edits = node.kind === 'scalar' ? [replaceScalar(node, suggestion)] : [];
  const fix = { title: 'replace' as const, safe: true, params: { suggestion }, edits };
  return { span, ...words, ...weight, ...(edits.length > 0 && { fix }) };
}

function isRuntime(using: string): boolean {
  return (
    using.toLowerCase() === 'composite' ||
    using.toLowerCase() === 'docker' ||
    nodeRuntimes.includes(using.toLowerCase())
  );
}

/** Runtimes that were there once. */
function runtimeProblems({ using }: ActionFile): readonly Draft[] {
  if (!using || !/^node(?:12|16|20)$/i.test(using.text)) return [];
  const isOld = using.text.toLowerCase() === 'node20';
  const edits = [replaceScalar(using, 'node24')];
  const fix = { title: 'replace' as const, safe: false, params: { suggestion: 'node24' }, edits };
  const params = { value: using.text };
  return [{ span: using, message: isOld ? 'old' : 'dead', params, severity: 'warning', isKnown: !isOld, fix }];
}

/** Conditions of what is not there. */
function hookProblems({ runs, kind }: ActionFile): readonly Draft[] {
  if (kind !== 'node') return [];
  const entries = entriesOf(runs);
  return ['pre', 'post'].flatMap((other): readonly Draft[] => {
    const condition = entries.find(({ name }) => name === `${other}-if`);
    if (!condition || entries.some(({ name }) => name === other)) return [];
    return [{ span: condition.key, message: 'hook', params: { key: condition.name, other }, severity: 'warning' }];
  });
}

function textProblems({ root, kind }: ActionFile): readonly Draft[] {
  const inputs = entriesOf(mapIn(root, 'inputs')).flatMap(({ name, value }): readonly Draft[] => {
    const message = entriesOf(value).find((entry) => entry.name === 'deprecationMessage');
    const isSaid =
      message && !isEmpty(message.value) && (message.value?.kind !== 'scalar' || message.value.text.trim());
    return message && !isSaid
      ? [{ span: message.key, message: 'deprecation', params: { input: name }, severity: 'warning' }]
      : [];
  });
  const outputs = kind === 'composite' ? entriesOf(mapIn(root, 'outputs')) : [];
  return [
    ...inputs,
    ...outputs
      .filter(({ value }) => !entriesOf(value).some(({ name }) => name === 'value' || name === '<<'))
      .map(
        ({ name, key }): Draft => ({
          span: key,
          message: 'output',
          params: { output: name },
          severity: 'warning',
          isKnown: false,
        }),
      ),
  ];
}
