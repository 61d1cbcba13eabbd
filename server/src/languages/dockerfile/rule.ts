import { type Rule, ruleOf } from '../../core/rule.js';
import type { Dockerfile, Stage } from './model/dockerfile.js';
import type { CommandUse, Script } from './model/script.js';
import type { Comment, Directive, Instruction, InstructionOf, SyntaxProblem } from './syntax/tree.js';

/**
 * What the walk over a Dockerfile emits. Each instruction comes as `instruction` and as its kind, before the next one;
 * what an ONBUILD triggers comes after its ONBUILD, in the same way (`trigger` is set on it).
 */
export type DockerfileEvents = {
  /** Once, before all others. */
  file: Dockerfile;
  directive: Directive;
  comment: Comment;
  problem: SyntaxProblem;
  instruction: Instruction;
  /** After its instructions. */
  stage: Stage;
  /** What RUN, and nothing else, runs: shell form, heredoc body or exec form. */
  script: Script;
  /** Every simple command of RUN, also inside substitutions; exec forms too. */
  command: CommandUse;
  /** What CMD, ENTRYPOINT or HEALTHCHECK start. */
  started: CommandUse;
} & { [K in Instruction['kind']]: InstructionOf<K> };

/** Defines a rule of the Dockerfile language. */
export const dockerfileRule: ReturnType<typeof ruleOf<DockerfileEvents, Dockerfile>> = ruleOf<
  DockerfileEvents,
  Dockerfile
>();

export type { Rule };
