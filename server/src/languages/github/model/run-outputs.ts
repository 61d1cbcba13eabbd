import { Memo } from '../../../core/memo.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { withoutExpressions } from './script.js';

/** What a script writes to the file of outputs, as far as its text tells. */
export interface RunOutputs {
  readonly names: readonly string[];
  /** Whether all that is written has a name that is written out, so that there are no other outputs. */
  readonly complete: boolean;
}

const outputs = new Memo<YamlScalar, RunOutputs>();

/** The outputs that a `run` sets: lines of text that are redirected to `$GITHUB_OUTPUT`, here documents, old commands. */
export function runOutputs(run: YamlScalar): RunOutputs {
  const known = outputs.get(run);
  if (known) return known;
  const found = read(withoutExpressions(run.text));
  outputs.set(run, found);
  return found;
}

const file = /GITHUB_OUTPUT/;
const oldCommand = /::set-output name=([A-Za-z_][\w-]*)::/g;
/** The text that a line prints, before the file that it goes to. */
const printed = /\b(?:echo|printf)\s+(?:-[a-zA-Z]+\s+)*(['"]?)([A-Za-z_][\w-]*)(?:=|<<)/;

function read(text: string): RunOutputs {
  const names = [...text.matchAll(oldCommand)].map(([, name = '']) => name);
  let complete = true;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!file.test(line)) continue;
    const hereDocument = /<<-?\s*(['"]?)(\w+)\1/.exec(line);
    if (hereDocument && /^\s*cat\b|\bcat\s+(?:<<|>)|\btee\b/.test(line)) {
      const body = lines.slice(i + 1);
      const end = body.findIndex((one) => one.trim() === hereDocument[2]);
      const found = namesIn(body.slice(0, end === -1 ? undefined : end));
      names.push(...found.names);
      complete &&= found.complete;
      continue;
    }
    const name = printed.exec(line)?.[2];
    // A text over several lines, or in braces, begins on a line before.
    if (name !== undefined) names.push(name);
    else complete = false;
  }
  // A script that writes nothing itself may start one that does.
  return { names: [...new Set(names)], complete: complete && names.length > 0 };
}

/** `name=value` lines, and `name<<END` with all up to `END`. */
function namesIn(lines: readonly string[]): RunOutputs {
  const names: string[] = [];
  let until: string | undefined;
  for (const line of lines) {
    if (until !== undefined) {
      if (line.trim() === until) until = undefined;
      continue;
    }
    if (line.trim() === '') continue;
    const match = /^\s*([A-Za-z_][\w-]*)(=|<<\s*(\S+))/.exec(line);
    if (!match?.[1]) return { names, complete: false };
    names.push(match[1]);
    until = match[3];
  }
  return { names, complete: true };
}
