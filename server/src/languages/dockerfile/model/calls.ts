import type { ShellCommand } from '../../../shell/read.js';
import { type Dockerfile, type Stage, stageChain } from './dockerfile.js';
import { type CommandUse, scriptsOf } from './script.js';
import { ofKind } from './state.js';

/** The commands that a stage runs: those of RUN, and of what its container starts. */
export function callsOf(document: Dockerfile, stage: Stage): readonly CommandUse[] {
  const entry = ofKind(stage, 'ENTRYPOINT').at(-1);
  const hasEntry = stageChain(stage).some((part) => ofKind(part, 'ENTRYPOINT').length > 0);
  const uses: CommandUse[] = [];
  for (const instruction of stage.instructions) {
    const { kind } = instruction;
    const last =
      kind === 'RUN' ||
      (kind === 'HEALTHCHECK' && instruction === ofKind(stage, 'HEALTHCHECK').at(-1)) ||
      (kind === 'ENTRYPOINT' && instruction === entry) ||
      // With an ENTRYPOINT the words of CMD are its arguments.
      (kind === 'CMD' && !hasEntry && instruction === ofKind(stage, 'CMD').at(-1));
    if (!last) continue;
    for (const script of scriptsOf(document, instruction)) {
      for (const command of script.commands) {
        uses.push({ command, script, instruction, stage, span: script.span });
      }
    }
  }
  return uses;
}

/** Whether a step fails with the command, so that nothing after it hides that. */
export function endsStep({ command, script }: CommandUse): boolean {
  const { enclosing, next, pipelineIndex, pipelineLength } = command.place;
  if (enclosing.length > 0 || pipelineIndex < pipelineLength - 1) return false;
  if (next === undefined || next === '&&') return true;
  const strict = (other: ShellCommand) =>
    other.name === 'set' && other.pos < command.pos && /^-[a-z]*e/.test(other.args[0]?.value ?? '');
  return next === ';' && script.commands.some(strict);
}

/** Whether a failure of the command is provided for, or it may not run at all. */
export function isOnlyTried({ command, script }: CommandUse): boolean {
  const { enclosing, next } = command.place;
  if (enclosing.some((around) => /^(?:if|condition|loop|case|function)$/.test(around))) return true;
  if (command.place.previous === '||') return true;
  if (next !== '||') return false;
  const after = script.commands.find(
    (other) => other.pos >= command.end && !other.wrappers.includes(command.wrappers[0] ?? never),
  );
  return !(after && ((after.name === 'exit' && after.args[0]?.value !== '0') || after.name === 'false'));
}

const never = { name: '', word: { pos: -1, end: -1, text: '', value: undefined, node: undefined } };
