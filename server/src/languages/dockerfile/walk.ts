import type { Emit } from '../../core/engine.js';
import type { Part } from '../../core/parts.js';
import type { Dockerfile, Stage } from './model/dockerfile.js';
import { stageParts } from './model/part.js';
import { scriptsOf } from './model/script.js';
import type { DockerfileEvents } from './rule.js';
import type { Instruction } from './syntax/tree.js';

/** Visits a Dockerfile once, in the order of the file, a stage as a part, and pauses after each instruction. */
export function* walkDockerfile(
  document: Dockerfile,
  emit: Emit<DockerfileEvents>,
  wants: (event: keyof DockerfileEvents & string) => boolean,
): Iterable<Part | undefined> {
  emit('file', document);
  for (const directive of document.directives) emit('directive', directive);
  for (const problem of document.problems) emit('problem', problem);
  if (wants('comment')) for (const comment of document.comments) emit('comment', comment);
  const parts = stageParts(document);
  let stage: Stage | undefined;
  for (const instruction of document.instructions) {
    const own = document.stageOf[instruction.index];
    if (own && own !== stage) {
      if (stage) emit('stage', stage);
      yield parts[own.index];
    }
    stage = own;
    visit(document, instruction, emit, wants);
    if (instruction.kind === 'ONBUILD' && instruction.instruction) {
      visit(document, instruction.instruction, emit, wants);
    }
    yield undefined;
  }
  if (stage) emit('stage', stage);
}

function visit(
  document: Dockerfile,
  instruction: Instruction,
  emit: Emit<DockerfileEvents>,
  wants: (event: keyof DockerfileEvents & string) => boolean,
): void {
  emit('instruction', instruction);
  // The event's name is the instruction's kind, so its node has that kind's type.
  emit(instruction.kind, instruction as never);
  if (instruction.kind === 'RUN') {
    if (!wants('script') && !wants('command')) return;
    for (const script of scriptsOf(document, instruction)) {
      emit('script', script);
      for (const command of script.commands) {
        emit('command', { command, script, instruction, stage: script.stage, span: script.span });
      }
    }
  } else if (wants('started')) {
    for (const script of scriptsOf(document, instruction)) {
      for (const command of script.commands) {
        emit('started', { command, script, instruction, stage: script.stage, span: script.span });
      }
    }
  }
}
