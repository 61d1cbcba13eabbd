import type { Finding, Severity } from '../../core/finding.js';
import type { Dockerfile } from './model/dockerfile.js';
import { type Script, scriptsOf } from './model/script.js';
import { shellKindAt } from './model/state.js';
import { namesAt, proxyArguments } from './model/variables.js';
import { mountsOf, mountValue } from './syntax/mount.js';

/** The rule under which findings of a `shellcheck` of the user's own are shown. */
const shellcheckRule = 'dockerfile/shellcheck';

/** What is given to the program for one script, and how its answer leads back into the file. */
export interface ShellcheckInput {
  /** The whole text for the program's standard input; equal texts have equal answers. */
  readonly text: string;
  readonly shell: 'sh' | 'dash' | 'bash' | 'busybox' | 'ksh';
  readonly findings: (answer: string) => readonly Finding[];
}

/** Codes about files that are not there while the image is written. */
export const excludedCodes = 'SC1090,SC1091,SC2187';

const shells: Readonly<Record<string, ShellcheckInput['shell']>> = {
  sh: 'sh',
  dash: 'dash',
  bash: 'bash',
  ash: 'busybox',
  ksh: 'ksh',
};

/** The scripts of a Dockerfile that ShellCheck can read. */
export function shellcheckInputs(document: Dockerfile): readonly ShellcheckInput[] {
  const inputs: ShellcheckInput[] = [];
  for (const instruction of document.instructions) {
    const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
    if (host?.kind !== 'RUN') continue;
    for (const script of scriptsOf(document, host)) {
      const kind = shellKindAt(document, host, script.shell) ?? script.shell.name;
      const shell = shells[kind];
      if (!script.reading || !shell) continue;
      // Variables that the builder sets are told as if the script exported them.
      const names = new Set([...proxyArguments, ...namesAt(document, host)]);
      for (const mount of mountsOf(host)) names.add(mountValue(mount, 'env') ?? '');
      const valid = [...names].filter((name) => /^[A-Za-z_]\w*$/.test(name)).sort();
      const head = valid.map((name) => `export ${name}=1\n`).join('');
      inputs.push({
        text: head + script.reading.text,
        shell,
        findings: (answer) => readAnswer(answer, script, valid.length),
      });
    }
  }
  return inputs;
}

const severities: Readonly<Record<string, Severity>> = {
  // What the shell refuses stops a step, but the builder takes the file.
  error: 'warning',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};

/** Reads the program's `json1` output. What is not as expected is left out. */
function readAnswer(answer: string, script: Script, headLines: number): readonly Finding[] {
  let comments: unknown;
  try {
    comments = (JSON.parse(answer) as { comments?: unknown }).comments;
  } catch {
    return [];
  }
  if (!Array.isArray(comments)) return [];
  const lines = (script.reading?.text ?? '').split('\n');
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
        rule: shellcheckRule,
        aliases: [`shellcheck:SC${code}`],
        severity: severities[String(level)] ?? 'info',
        message: `${message} (SC${code})`,
        span: script.span({ pos, end: Math.max(end, pos + 1) }),
        fixes: [],
        related: [],
        tags: [],
      },
    ];
  });
}
