import { spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import type { ExternalChecks } from '../../core/external.js';
import type { Finding } from '../../core/finding.js';
import type { Dockerfile } from '../../languages/dockerfile/model/dockerfile.js';
import { shellcheckInputs as inDockerfile } from '../../languages/dockerfile/shellcheck.js';
import type { GithubDocument } from '../../languages/github/document.js';
import { shellcheckInputs as inWorkflow } from '../../languages/github/shellcheck.js';
import type { ShellcheckInput } from '../../shell/shellcheck.js';
import { isInside } from '../disk.js';
import { isProgram } from '../program.js';

const longestRun = 5000;
const longestAnswer = 4_000_000;
/** A pause in typing before the program is started. */
const pause = 250;
const mostAnswers = 500;

export interface Shellcheck extends ExternalChecks {
  dispose(): void;
}

/**
 * Runs a ShellCheck of the user's own over the scripts of RUN and of steps, one at a time and never on the way of an edit.
 * @param path absolute, as a machine setting names it; a program inside of a workspace is not started.
 * @param changed called when answers have arrived.
 * @returns undefined where the path names no program that may be started.
 */
export function createShellcheck(
  path: string,
  roots: readonly string[],
  changed: () => void,
  warn: (message: string) => void,
): Shellcheck | undefined {
  if (!isAbsolute(path) || !isProgram(path) || isInside(path, roots)) {
    warn(`tools.shellcheck.path: "${path}" is not an absolute path of a program outside of the workspace`);
    return undefined;
  }
  const answers = new Map<string, string>();
  /** What is to be asked, by file. */
  const waiting = new Map<string, ShellcheckInput[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;
  let told = false;
  let disposed = false;
  const next = (): ShellcheckInput | undefined => {
    for (const [file, inputs] of waiting) {
      const input = inputs.shift();
      if (input) return input;
      waiting.delete(file);
    }
    return undefined;
  };
  const ask = async (input: ShellcheckInput): Promise<string | undefined> => {
    // Before 0.10 there was no busybox, which was read as dash.
    for (const shell of input.shell === 'busybox' ? ['busybox', 'dash'] : [input.shell]) {
      const { answer, done } = start(path, shell, input);
      stop = done;
      const text = await answer;
      stop = undefined;
      if (text !== undefined || disposed) return text;
    }
    return undefined;
  };
  const keyOf = (input: ShellcheckInput): string => `${input.shell} ${input.exclude}\n${input.text}`;

  const work = async (): Promise<void> => {
    if (stop) return;
    let any = false;
    for (let input = next(); input; input = next()) {
      if (answers.has(keyOf(input))) continue;
      const text = await ask(input);
      if (disposed) return;
      if (text === undefined && !told) {
        told = true;
        warn(`"${path}" gave no answer; its findings are left out`);
      }
      if (answers.size > mostAnswers) answers.clear();
      answers.set(keyOf(input), text ?? '');
      any = true;
    }
    if (any) changed();
  };

  return {
    findings(file, languageId, document) {
      const found: Finding[] = [];
      const missing: ShellcheckInput[] = [];
      for (const input of inputsOf(languageId, document)) {
        const answer = answers.get(keyOf(input));
        if (answer === undefined) missing.push(input);
        else if (answer !== '') found.push(...input.findings(answer));
      }
      // Only the newest text of a file counts: what waited for an older one is dropped.
      waiting.delete(file);
      if (missing.length > 0) {
        waiting.set(file, missing);
        clearTimeout(timer);
        timer = setTimeout(() => void work(), pause);
      }
      return found;
    },
    dispose() {
      disposed = true;
      waiting.clear();
      clearTimeout(timer);
      stop?.();
    },
  };
}

/** What a document holds for the program; the id tells what the document is. */
function inputsOf(languageId: string, document: unknown): readonly ShellcheckInput[] {
  if (languageId === 'dockerfile') return inDockerfile(document as Dockerfile);
  return languageId === 'github' ? inWorkflow(document as GithubDocument) : [];
}

/** Starts the program for one script. The answer is undefined where it fails, takes too long or says too much. */
function start(
  path: string,
  shell: string,
  { text, exclude }: ShellcheckInput,
): { readonly answer: Promise<string | undefined>; readonly done: () => void } {
  const args = ['--norc', '--format=json1', `--shell=${shell}`, `--exclude=${exclude}`, '-'];
  const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true, timeout: longestRun });
  const done = (): void => void child.kill('SIGKILL');
  const answer = new Promise<string | undefined>((resolve) => {
    let output = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      output += part;
      if (output.length > longestAnswer) done();
    });
    child.on('error', () => resolve(undefined));
    // 0: nothing found, 1: something; anything else is a failure of its own.
    child.on('close', (code) => resolve(code === 0 || code === 1 ? output : undefined));
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
  return { answer, done };
}
