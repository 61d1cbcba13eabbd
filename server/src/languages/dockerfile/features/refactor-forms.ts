import { replace } from '../../../core/edit.js';
import type { Refactoring } from '../../../core/features.js';
import { imageFacts } from '../../../images/base-images.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from '../model/dockerfile.js';
import { plainWords } from '../model/exec-words.js';
import { lastAtEnd, shellAt } from '../model/state.js';
import type { Instruction, JsonArray, Token } from '../syntax/tree.js';

const kind = 'refactor.rewrite';

/** What an instruction starts: as JSON array, or as text for the shell. */
function startedBy(instruction: Instruction): { json: JsonArray | undefined; text: Token } | undefined {
  switch (instruction.kind) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return instruction.rest.text === '' ? undefined : { json: instruction.json, text: instruction.rest };
    case 'HEALTHCHECK':
      if (!instruction.command || !/^cmd$/i.test(instruction.type?.text ?? '')) return undefined;
      return { json: instruction.json, text: instruction.command };
    default:
      return undefined;
  }
}

/** Shell form to exec form. */
export function toExec(document: Dockerfile, instruction: Instruction): readonly Refactoring[] {
  const started = startedBy(instruction);
  if (!started || started.json || instruction.heredocs.length > 0) return [];
  const title = 'Convert to the exec form';
  const refuse = (disabled: string): readonly Refactoring[] => [{ title, kind, edits: [], disabled }];
  if (instruction.innerComments.length > 0) return refuse('There is a comment between its lines.');
  if (!shellAt(document, instruction).posix) return refuse('Its shell is none that we can read.');
  const words = plainWords(document, instruction, started.text);
  if (!words) return refuse('It needs a shell: for a variable, an operator or a pattern.');
  const other = partner(document, instruction);
  if (other !== undefined) return refuse(other);
  const array = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return [{ title, kind, edits: [replace(started.text, array)] }];
}

/** Exec form to shell form. */
export function toShell(document: Dockerfile, instruction: Instruction): readonly Refactoring[] {
  const started = startedBy(instruction);
  if (!started?.json) return [];
  const title = 'Convert to the shell form';
  const refuse = (disabled: string): readonly Refactoring[] => [{ title, kind, edits: [], disabled }];
  const values = started.json.elements.map(({ value }) => value);
  const words = values.filter((value) => value !== undefined);
  if (words.length === 0 || words.length !== values.length) return refuse('There is no command.');
  if (instruction.innerComments.length > 0) return refuse('There is a comment between its lines.');
  if (words.some((word) => /[\n\r]/.test(word))) return refuse('A word goes over several lines.');
  const shell = shellAt(document, instruction);
  if (!shell.posix) return refuse('Its shell is none that we can read.');
  const stage = document.stageOf[instruction.index];
  if (stage && lacksShell(stage)) return refuse('The image has no shell.');
  const other = partner(document, instruction);
  if (other !== undefined) return refuse(other);
  const script = scriptOf(words, shell.words);
  const text = script ?? words.map(quote).join(' ');
  // The builder takes a last backslash for a continuation.
  if (text.endsWith(document.escape)) return refuse('It ends in the escape character.');
  return [{ title, kind, edits: [replace(started.text, text)] }];
}

/** The script where the words call the very shell that the shell form calls. */
function scriptOf(words: readonly string[], shell: readonly string[]): string | undefined {
  if (words.length !== shell.length + 1 || !shell.every((word, i) => word === words[i])) return undefined;
  const script = words[words.length - 1] ?? '';
  return /^\s*(?:\[|--|$)|<<|\s$/.test(script) ? undefined : script;
}

/** A word as a POSIX shell has to see it. */
function quote(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** Why the form matters to another instruction: ENTRYPOINT and CMD are put together only where both are arrays. */
function partner(document: Dockerfile, instruction: Instruction): string | undefined {
  const stage = document.stageOf[instruction.index];
  if (!stage || instruction.trigger) return undefined;
  if (instruction.kind === 'ENTRYPOINT' && lastAtEnd(stage, 'CMD')) return 'CMD is its arguments in one form only.';
  if (instruction.kind === 'CMD' && lastAtEnd(stage, 'ENTRYPOINT')) return 'ENTRYPOINT gets it as arguments.';
  return undefined;
}

function lacksShell(stage: Stage): boolean {
  const chain = stageChain(stage);
  if (chain[chain.length - 1]?.base.kind === 'scratch') return true;
  const image = rootImage(stage);
  return image !== undefined && imageFacts(image.repository, image.tag)?.shell === null;
}
