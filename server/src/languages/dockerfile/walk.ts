import type { Emit } from '../../core/engine.js';
import type { Dockerfile, Stage } from './model/dockerfile.js';
import { scriptsOf } from './model/script.js';
import type { DockerfileEvents } from './rule.js';
import type { Instruction } from './syntax/tree.js';

/** Visits a Dockerfile once, in the order of the file, and pauses after each instruction. */
export function* walkDockerfile(
  document: Dockerfile,
  emit: Emit<DockerfileEvents>,
  wants: (event: keyof DockerfileEvents & string) => boolean,
): Iterable<void> {
  emit('file', document);
  for (const directive of document.directives) emit('directive', directive);
  for (const problem of document.problems) emit('problem', problem);
  if (wants('comment')) for (const comment of document.comments) emit('comment', comment);
  const readsScripts = wants('script') || wants('command');
  let stage: Stage | undefined;
  for (const instruction of document.instructions) {
    const own = document.stageOf[instruction.index];
    if (stage && own !== stage) emit('stage', stage);
    stage = own;
    visit(document, instruction, emit, readsScripts, wants('started'));
    if (instruction.kind === 'ONBUILD' && instruction.instruction) {
      visit(document, instruction.instruction, emit, readsScripts, wants('started'));
    }
    yield;
  }
  if (stage) emit('stage', stage);
}

function visit(
  document: Dockerfile,
  instruction: Instruction,
  emit: Emit<DockerfileEvents>,
  readsScripts: boolean,
  readsStarted: boolean,
): void {
  emit('instruction', instruction);
  // The event's name is the instruction's kind, so its node has that kind's type.
  emit(instruction.kind, instruction as never);
  if (instruction.kind === 'RUN') {
    if (!readsScripts) return;
    for (const script of scriptsOf(document, instruction)) {
      emit('script', script);
      for (const command of script.commands) {
        emit('command', { command, script, instruction, stage: script.stage, span: script.span });
      }
    }
  } else if (readsStarted) {
    for (const script of scriptsOf(document, instruction)) {
      for (const command of script.commands) {
        emit('started', { command, script, instruction, stage: script.stage, span: script.span });
      }
    }
  }
}
