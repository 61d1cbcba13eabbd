import type { Memory } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import type { Logical } from './logical.js';

/** A piece of the file as the builder reads it: `text` is without continuations, the span is where it is written. */
export interface Token extends Span {
  readonly text: string;
  /**
   * Where each character of `text` stands in the logical text, if quotes or escapes have been taken out of it. Without
   * it, they follow one another from the start of the token.
   */
  readonly places?: readonly number[] | undefined;
}

export interface Comment extends Span {
  /** Without the `#` and surrounding blanks. */
  readonly text: string;
  /** Whether it stands between the lines of a continued instruction. */
  readonly inside: boolean;
}

export interface Directive extends Span {
  readonly name: Token;
  readonly value: Token;
}

export interface Flag extends Span {
  /** Without the dashes. */
  readonly name: Token;
  /** Undefined where there is no `=`. Quotes and escapes are resolved in `text`. */
  readonly value: Token | undefined;
}

export interface JsonElement extends Token {
  /** Undefined for an element that is not a string. */
  readonly value: string | undefined;
}

export interface JsonArray extends Span {
  readonly elements: readonly JsonElement[];
}

/** `NAME=value`, `NAME value` (legacy) or, in ARG, `NAME`. Quotes are kept in `text`, as expansion needs them. */
export interface Pair extends Span {
  readonly key: Token;
  readonly value: Token | undefined;
}

export interface Heredoc extends Span {
  /** The word as written after `<<`, and what ends the body. */
  readonly opener: Token;
  readonly name: string;
  readonly stripTabs: boolean;
  readonly expand: boolean;
  readonly descriptor: number | undefined;
  /** Body without the terminator's line. */
  readonly body: Span;
  readonly terminated: boolean;
}

export type InstructionKind =
  | 'ADD'
  | 'ARG'
  | 'CMD'
  | 'COPY'
  | 'ENTRYPOINT'
  | 'ENV'
  | 'EXPOSE'
  | 'FROM'
  | 'HEALTHCHECK'
  | 'LABEL'
  | 'MAINTAINER'
  | 'ONBUILD'
  | 'RUN'
  | 'SHELL'
  | 'STOPSIGNAL'
  | 'USER'
  | 'VOLUME'
  | 'WORKDIR'
  | 'UNKNOWN';

interface InstructionBase extends Span {
  /** Place among the file's instructions; a trigger has that of its ONBUILD. */
  readonly index: number;
  readonly keyword: Token;
  readonly flags: readonly Flag[];
  /** The whole instruction with continuations folded, heredoc bodies excluded. */
  readonly logical: Logical;
  /** What follows the keyword and the flags. */
  readonly rest: Token;
  /** Where `rest` starts in `logical.text`. */
  readonly restAt: number;
  /** End of the instruction's own lines; heredoc bodies follow. */
  readonly lineEnd: number;
  /** Offset after the last line break that belongs to the instruction. */
  readonly next: number;
  readonly heredocs: readonly Heredoc[];
  /** Comment lines since the previous instruction. */
  readonly comments: readonly Comment[];
  /** Comment lines between its continued lines. */
  readonly innerComments: readonly Comment[];
  /** Blank lines between its continued lines. */
  readonly emptyLines: readonly Span[];
  /** Whether it is what an ONBUILD triggers. */
  readonly trigger: boolean;
  readonly memory: Memory;
}

export interface FromInstruction extends InstructionBase {
  readonly kind: 'FROM';
  readonly words: readonly Token[];
  readonly image: Token | undefined;
  readonly as: Token | undefined;
  readonly name: Token | undefined;
}

export interface PairsInstruction<K extends 'ARG' | 'ENV' | 'LABEL'> extends InstructionBase {
  readonly kind: K;
  readonly pairs: readonly Pair[];
  /** `ENV name value`: the first word has no `=`, so the rest of the line is the value. */
  readonly legacy: boolean;
}

/** RUN, CMD, ENTRYPOINT, SHELL: exec form when `json` is set, else the rest is for the shell. */
export interface CommandInstruction<K extends 'RUN' | 'CMD' | 'ENTRYPOINT' | 'SHELL'> extends InstructionBase {
  readonly kind: K;
  readonly json: JsonArray | undefined;
}

export interface CopyInstruction<K extends 'ADD' | 'COPY'> extends InstructionBase {
  readonly kind: K;
  readonly json: JsonArray | undefined;
  /** All arguments, the destination last. */
  readonly words: readonly Token[];
  readonly sources: readonly Token[];
  readonly destination: Token | undefined;
}

export interface HealthcheckInstruction extends InstructionBase {
  readonly kind: 'HEALTHCHECK';
  /** `CMD` or `NONE`, as written. */
  readonly type: Token | undefined;
  /** What follows `CMD`, and where it starts in `logical.text`. */
  readonly command: Token | undefined;
  readonly commandAt: number;
  readonly json: JsonArray | undefined;
}

export interface OnbuildInstruction extends InstructionBase {
  readonly kind: 'ONBUILD';
  readonly instruction: Instruction | undefined;
}

/** EXPOSE and VOLUME take a list; MAINTAINER, STOPSIGNAL, USER and WORKDIR take the rest of the line as one. */
export interface ListInstruction<K extends 'EXPOSE' | 'VOLUME'> extends InstructionBase {
  readonly kind: K;
  readonly json: JsonArray | undefined;
  readonly words: readonly Token[];
}

export interface TextInstruction<K extends 'MAINTAINER' | 'STOPSIGNAL' | 'USER' | 'WORKDIR'> extends InstructionBase {
  readonly kind: K;
  readonly words: readonly Token[];
}

export interface UnknownInstruction extends InstructionBase {
  readonly kind: 'UNKNOWN';
}

export type RunInstruction = CommandInstruction<'RUN'>;

export type Instruction =
  | FromInstruction
  | PairsInstruction<'ARG'>
  | PairsInstruction<'ENV'>
  | PairsInstruction<'LABEL'>
  | CommandInstruction<'RUN'>
  | CommandInstruction<'CMD'>
  | CommandInstruction<'ENTRYPOINT'>
  | CommandInstruction<'SHELL'>
  | CopyInstruction<'ADD'>
  | CopyInstruction<'COPY'>
  | HealthcheckInstruction
  | OnbuildInstruction
  | ListInstruction<'EXPOSE'>
  | ListInstruction<'VOLUME'>
  | TextInstruction<'MAINTAINER'>
  | TextInstruction<'STOPSIGNAL'>
  | TextInstruction<'USER'>
  | TextInstruction<'WORKDIR'>
  | UnknownInstruction;

export type InstructionOf<K extends InstructionKind> = Extract<Instruction, { kind: K }>;

/** What the builder's own parser refuses, found while reading. Rules turn it into findings. */
export interface SyntaxProblem extends Span {
  readonly kind:
    | 'empty-file'
    | 'unterminated-heredoc'
    | 'json-not-strings'
    | 'long-line'
    | 'missing-pair-value'
    | 'missing-equals'
    | 'invalid-directive'
    | 'repeated-directive';
  /** The name or word that the problem is about. */
  readonly subject: string;
}

/** A Dockerfile as read: an immutable value of its text. */
export interface DockerfileSyntax {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Every comment line, in order, also those inside of continued instructions. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
}
