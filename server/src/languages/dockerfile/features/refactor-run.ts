import type { SyntaxNode } from 'unbash';
import { replace, type TextEdit } from '../../../core/edit.js';
import type { Refactoring } from '../../../core/features.js';
import { lineEnding } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { joinRuns, lastingCommands, sameFlags } from '../model/joined-runs.js';
import { type Script, scriptsOf } from '../model/script.js';
import type { Instruction, RunInstruction } from '../syntax/tree.js';

const kind = 'refactor.rewrite';

function refused(title: string, disabled: string): readonly Refactoring[] {
  return [{ title, kind, edits: [], disabled }];
}

/** Joins the RUNs that are selected, or the one at the cursor with the one below. */
export function mergeRuns(document: Dockerfile, touched: readonly Instruction[]): readonly Refactoring[] {
  const first = touched[0];
  if (!first) return [];
  const selected = touched.length > 1 ? touched : [first, document.instructions[first.index + 1]];
  const runs = selected.flatMap((instruction) => (instruction?.kind === 'RUN' ? [instruction] : []));
  if (runs.length < 2 || runs.length !== selected.length) return [];
  const title = touched.length > 1 ? 'Join the selected RUN instructions' : 'Join with the RUN below';
  const edits: TextEdit[] = [];
  for (let i = 1; i < runs.length; i++) {
    const [before, run] = [runs[i - 1], runs[i]];
    if (!before || !run) continue;
    if (!sameFlags(before, run)) return refused(title, 'Their flags differ.');
    if (before.heredocs.length + run.heredocs.length > 0) return refused(title, 'One of them is a heredoc.');
    const [one, two] = [shellScript(document, before), shellScript(document, run)];
    if (!one || !two) return refused(title, 'One of them has no shell that we can read.');
    if (keepsState(one)) return refused(title, 'What the first sets in its shell would hold for the second as well.');
    if (!joinedByAnd(two)) return refused(title, 'After &&, the second would run in other cases than now.');
    const joined = joinRuns(document, before, run);
    if (!joined) return refused(title, 'There is a comment between them, or an operator at the end of one.');
    edits.push(...joined);
  }
  return [{ title, kind, edits }];
}

/** The one script of a shell form, read without errors. */
function shellScript(document: Dockerfile, run: RunInstruction): Script | undefined {
  const scripts = scriptsOf(document, run);
  const [script] = scripts;
  return scripts.length === 1 && script?.form === 'shell' && script.reading?.errors.length === 0 ? script : undefined;
}

function keepsState(script: Script): boolean {
  const inShell = script.commands.filter(({ place }) => !place.enclosing.some((one) => /sub/.test(one)));
  return (
    inShell.some(({ name }) => name === undefined || lastingCommands.has(name)) ||
    (script.reading?.assignments.length ?? 0) > 0 ||
    (script.reading?.script.commands.some(({ command }) => command.type === 'Function') ?? false)
  );
}

/** Whether a script is one list that only `&&` joins. */
function joinedByAnd(script: Script): boolean {
  const statements = script.reading?.script.commands ?? [];
  const [only] = statements;
  if (!only || statements.length !== 1 || only.background) return false;
  return only.command.type !== 'AndOr' || only.command.operators.every((operator) => operator === '&&');
}

/** Puts each command of a chain on a line of its own. */
export function splitChain(document: Dockerfile, run: RunInstruction): readonly Refactoring[] {
  const title = 'Put each command on its own line';
  const script = run.heredocs.length === 0 ? shellScript(document, run) : undefined;
  const { reading } = script ?? {};
  if (!script || !reading) return [];
  const eol = lineEnding(document.text);
  const edits: TextEdit[] = [];
  for (const { command } of reading.script.commands) {
    if (command.type !== 'AndOr') continue;
    command.commands.slice(1).forEach((next, i) => {
      const end = command.commands[i]?.end ?? next.pos;
      const gap = { start: script.span({ pos: Math.max(0, end - 1), end }).end, end: script.span(next).start };
      if (document.text.slice(gap.start, gap.end).trim() !== command.operators[i]) return;
      if (document.text.slice(gap.start, gap.end).includes('\n')) return;
      edits.push(replace(gap, ` ${document.escape}${eol}    ${command.operators[i]} `));
    });
  }
  return edits.length === 0 ? [] : [{ title, kind, edits }];
}

const simple: ReadonlySet<SyntaxNode['type']> = new Set<SyntaxNode['type']>(['Command', 'Pipeline', 'Subshell']);

/** A chain of commands becomes a script of its own. */
export function toHeredoc(document: Dockerfile, run: RunInstruction): readonly Refactoring[] {
  const title = 'Convert to a heredoc';
  if (run.json || run.heredocs.length > 0 || run.rest.text === '' || run.trigger) return [];
  const script = shellScript(document, run);
  if (!script) return refused(title, 'It has no shell that we can read.');
  if (run.innerComments.length + run.emptyLines.length > 0)
    return refused(title, 'There is a comment between its lines.');
  const statements = script.reading?.script.commands ?? [];
  const [only] = statements;
  const chain = only?.command.type === 'AndOr' ? only.command.commands : only ? [only.command] : [];
  if (!joinedByAnd(script) || !chain.every((node) => simple.has(node.type) && !isNegated(node))) {
    return refused(title, 'Only commands that && joins keep their meaning as lines.');
  }
  const commands = chain.map((node) => textOf(document, script, node));
  if (commands.some((text) => text.split('\n').some((line) => line.trim() === 'EOF')))
    return refused(title, 'It has a line EOF.');
  const eol = lineEnding(document.text);
  if (eol === '\r\n') return refused(title, 'The shell would see the CR at the ends of its lines.');
  const body = chain.length > 1 ? ['set -e', ...commands] : commands;
  const end = Math.max(run.rest.end, run.lineEnd);
  return [{ title, kind, edits: [replace({ start: run.rest.start, end }, ['<<EOF', ...body, 'EOF'].join(eol))] }];
}

function isNegated(node: SyntaxNode): boolean {
  return node.type === 'Pipeline' && node.prefixes.some((prefix) => prefix.type === 'Negation');
}

/** A command as written: with its continued lines where a shell reads those alike. */
function textOf(document: Dockerfile, script: Script, node: { pos: number; end: number }): string {
  const span = script.span(node);
  const written = document.text.slice(span.start, span.end);
  if (document.escape === '\\' || !written.includes('\n')) return written.replace(/^[ \t]+$/gm, '');
  return (script.reading?.text ?? '').slice(node.pos, node.end).replace(/[ \t]+/g, ' ');
}

/** A script becomes a chain of commands. */
export function fromHeredoc(document: Dockerfile, run: RunInstruction): readonly Refactoring[] {
  const title = 'Convert to a chain of commands';
  const [heredoc] = run.heredocs;
  if (!heredoc || run.heredocs.length > 1 || run.trigger || heredoc.opener.text !== run.rest.text) return [];
  const script = scriptsOf(document, run).find((one) => one.heredoc === heredoc);
  const { reading } = script ?? {};
  if (!script || !reading || reading.errors.length > 0) return refused(title, 'It has no shell that we can read.');
  if (!heredoc.terminated) return refused(title, 'It has no end.');
  if (reading.text.includes('\r')) return refused(title, 'The shell sees the CR at the ends of its lines.');
  if (reading.text.startsWith('#!')) return refused(title, 'Its first line names an interpreter.');
  const statements = reading.script.commands;
  const texts: string[] = [];
  let at = 0;
  for (const statement of statements) {
    if (!/^[\s;]*$/.test(reading.text.slice(at, statement.pos))) return refused(title, 'A comment would be lost.');
    at = statement.end;
    const text = reading.text.slice(statement.pos, statement.end).replace(/[\s;]+$/, '');
    if (statement.background) return refused(title, 'A command runs in the background.');
    if (text.replace(/\\\r?\n/g, '').includes('\n')) return refused(title, 'A command goes over several lines.');
    if (text.includes('\n') && document.escape !== '\\') return refused(title, 'A command goes over several lines.');
    texts.push(text);
  }
  if (texts.length === 0) return refused(title, 'There is no command.');
  if (!/^[\s;]*$/.test(reading.text.slice(at))) return refused(title, 'A comment would be lost.');
  if (texts.some((text) => /(?:^|\s)#|<</.test(text)) || /^(?:\[|--)/.test(texts[0] ?? '')) {
    return refused(title, 'A command would read differently on one line.');
  }
  const eol = lineEnding(document.text);
  const [first, ...rest] = texts;
  // `set -e` alone says what && says; all else is kept, with the line ends as semicolons.
  const plain =
    first === 'set -e' &&
    rest.length > 0 &&
    statements.slice(1).every(({ command }) => simple.has(command.type) && !isNegated(command));
  const chain = plain ? rest.join(` ${document.escape}${eol}    && `) : texts.join(`; ${document.escape}${eol}    `);
  return [{ title, kind, edits: [replace({ start: run.rest.start, end: run.end }, chain)] }];
}
