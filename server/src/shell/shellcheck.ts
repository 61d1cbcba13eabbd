import type { Finding, Severity } from '../core/finding.js';
import type { Span } from '../core/text.js';
import { shellcheckName } from './rule.js';

// Scripts for a `shellcheck` of the user's own, and what it answers.

/** What is given to the program for one script, and how its answer leads back into the file. */
export interface ShellcheckInput {
  /** The whole text for the program's standard input; equal texts have equal answers. */
  readonly text: string;
  readonly shell: 'sh' | 'dash' | 'bash' | 'busybox' | 'ksh';
  /** Codes that are not asked for, with commas between them. */
  readonly exclude: string;
  readonly findings: (answer: string) => readonly Finding[];
}

/** A script of a language's, and how it is asked about. */
export interface ShellcheckScript extends Pick<ShellcheckInput, 'shell' | 'exclude'> {
  /** The rule under which the findings are shown. */
  readonly rule: string;
  readonly script: string;
  /** Lines that are put before it, to tell what is set outside of it. */
  readonly head: readonly string[];
  /** The place in the file of a range of the script. */
  readonly span: (at: { readonly pos: number; readonly end: number }) => Span;
}

export function shellcheckInput(asked: ShellcheckScript): ShellcheckInput {
  const { shell, exclude, script, head } = asked;
  const before = head.map((line) => `${line}\n`).join('');
  return { text: before + script, shell, exclude, findings: (answer) => readAnswer(answer, asked) };
}

const severities: Readonly<Record<string, Severity>> = {
  // What the shell refuses stops a step, but the file is taken.
  error: 'warning',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

/** Reads the program's `json1` output. What is not as expected is left out. */
function readAnswer(answer: string, { rule, script, head, span }: ShellcheckScript): readonly Finding[] {
  let comments: unknown;
  try {
    comments = (JSON.parse(answer) as { comments?: unknown }).comments;
  } catch {
    return [];
  }
  if (!Array.isArray(comments)) return [];
  const lines = script.split('\n');
  const headLines = head.length;
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const place = (line: number, column: number): number => {
    const text = lines[line - 1 - headLines] ?? '';
    // Columns count characters, ours count UTF-16 units.
    const units = [...text].slice(0, column - 1).join('').length;
    return (starts[line - 1 - headLines] ?? 0) + units;
  };
  return comments.flatMap((comment: unknown): Finding[] => {
    const { line, column, endLine, endColumn, level, code, message } = comment as Record<string, unknown>;
    if (typeof line !== 'number' || typeof column !== 'number' || typeof code !== 'number') return [];
    if (typeof message !== 'string' || line <= headLines || line > headLines + lines.length) return [];
    const pos = place(line, column);
    const end = typeof endLine === 'number' && typeof endColumn === 'number' ? place(endLine, endColumn) : pos + 1;
    return [
      {
        rule,
        aliases: [shellcheckName(code)],
        severity: severities[String(level)] ?? 'info',
        message: `${message} (SC${code})`,
        span: span({ pos, end: Math.max(end, pos + 1) }),
        fixes: [],
        related: [],
        tags: [],
      },
    ];
  });
}
