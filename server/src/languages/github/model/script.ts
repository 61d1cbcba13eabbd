import { Memory } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { embedded } from '../../../expr/find.js';
import { readShell, type ShellCommand, type ShellReading } from '../../../shell/read.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import type { ActionFile } from './action-file.js';
import { hasExpression, scalarIn, valueIn } from './nodes.js';
import { osOf } from './runner.js';
import type { Job, Step, Workflow } from './workflow.js';

/** What a step's `run` gives to a shell. */
export interface Script {
  readonly scalar: YamlScalar;
  /** Each expression is replaced by as many `_`, so that offsets are those of the scalar's text. */
  readonly text: string;
  readonly shell: Shell;
  /** Undefined where no shell of Unix reads the text. */
  readonly reading: ShellReading | undefined;
  readonly commands: readonly ShellCommand[];
  /** The place in the file of a node, a word or a range of the text. */
  readonly span: (at: { readonly pos: number; readonly end: number }) => Span;
  readonly memory: Memory;
}

export type ShellName = 'bash' | 'sh' | 'pwsh' | 'powershell' | 'cmd' | 'python';

export interface Shell {
  /** Undefined where it is not known: from an expression, or of a system that is not known. */
  readonly name: ShellName | undefined;
  /** As written; undefined for the default of the system. */
  readonly scalar: YamlScalar | undefined;
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

const isShell = /^(?:bash|sh|pwsh|powershell|cmd|python)$/;

/** The shell that a step's script runs in: its own, or the default of its job, its workflow and the runner. */
export function shellOf(step: Step, job: Job | undefined, workflow: Workflow | undefined): Shell {
  const scalar =
    scalarIn(step.map, 'shell') ??
    scalarIn(job?.map, 'defaults', 'run', 'shell') ??
    scalarIn(workflow?.root, 'defaults', 'run', 'shell');
  if (!scalar) return defaultShell(job);
  if (hasExpression(scalar)) return { name: undefined, scalar, errexit: false, pipefail: false };
  const words = scalar.text.trim().split(/\s+/);
  const program = (words[0] ?? '').replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
  const name = isShell.test(program) ? (program as ShellName) : undefined;
  if (words.length > 1) {
    const letters = words.slice(1).filter((word) => /^-[a-z]+$/i.test(word));
    const errexit = letters.some((word) => word.includes('e')) || words.includes('errexit');
    return { name, scalar, errexit, pipefail: words.includes('pipefail') };
  }
  return { name, scalar, errexit: name === 'bash' || name === 'sh', pipefail: name === 'bash' };
}

function defaultShell(job: Job | undefined): Shell {
  const os = job && osOf(job);
  const unix = { scalar: undefined, errexit: true, pipefail: false };
  const container = valueIn(job?.map, 'container');
  // A container may have no bash; then it is sh. An expression may give none, on any system.
  if (container && (container.kind !== 'scalar' || !hasExpression(container))) return { ...unix, name: 'sh' };
  if (os === 'windows') return { name: 'pwsh', scalar: undefined, errexit: false, pipefail: false };
  return { ...unix, name: os === undefined ? undefined : 'bash' };
}

/** The script of a step that has one. */
export function scriptOf(
  step: Step,
  {
    job,
    workflow,
  }: { readonly job?: Job | undefined; readonly workflow?: Workflow | undefined; readonly action?: ActionFile },
): Script | undefined {
  const scalar = step.run;
  if (!scalar) return undefined;
  const shell = shellOf(step, job, workflow);
  const text = withoutExpressions(scalar.text);
  const readable = shell.name === 'bash' || shell.name === 'sh';
  const reading = readable ? readShell(text) : undefined;
  return {
    scalar,
    text,
    shell,
    reading,
    commands: reading?.commands ?? [],
    span: ({ pos, end }) => spanInScalar(scalar, pos, end),
    memory: new Memory(),
  };
}

/** A text in which every expression is replaced by as many `_`. */
export function withoutExpressions(text: string): string {
  if (!text.includes('${{')) return text;
  let found = '';
  let from = 0;
  for (const { outer } of embedded(text)) {
    found += text.slice(from, outer.start) + text.slice(outer.start, outer.end).replace(/[^\n]/g, '_');
    from = outer.end;
  }
  return found + text.slice(from);
}
