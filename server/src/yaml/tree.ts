import type { Memory } from '../core/memo.js';
import type { Span } from '../core/text.js';

// A YAML text as read. Offsets are those of the whole text, nodes are immutable, and reading is total: any text gives a
// stream, with what is wrong in `problems` and everything around it in place.

/** One `---` document of a text. */
export interface YamlDocument extends Span {
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
  readonly problems: readonly YamlProblem[];
  readonly memory: Memory;
}

export interface YamlStream {
  readonly text: string;
  /** At least one, which is empty where the text is. */
  readonly documents: readonly YamlDocument[];
}

export interface YamlComment extends Span {
  /** Without the `#` and surrounding blanks. */
  readonly text: string;
  /** Whether nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

export interface YamlTag extends Span {
  /** As written, such as `!reset` or `!!str`. */
  readonly text: string;
}

export interface YamlAnchor extends Span {
  /** Without the `&`. */
  readonly name: string;
}

interface NodeBase extends Span {
  readonly tag: YamlTag | undefined;
  readonly anchor: YamlAnchor | undefined;
  readonly memory: Memory;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A scalar; its span has the quotes, or the header of a block scalar, which ends with its last line of text. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** With escapes resolved and lines folded; of a plain scalar, as written. */
  readonly text: string;
  /**
   * Where each character of `text` stands in the file. Without it, they follow one another from `contentStart`, as they do in
   * every scalar on one line without escapes.
   */
  readonly places?: readonly number[] | undefined;
  readonly contentStart: number;
}

/** `key: value`, from the start of the key, its `?`, tag or anchor to the end of the value. */
export interface YamlEntry extends Span {
  /** Undefined for an entry without a key, as in `: value`. */
  readonly key: YamlNode | undefined;
  /** Undefined where nothing is written. */
  readonly value: YamlNode | undefined;
  /** Offset of the colon; undefined where it is missing. */
  readonly colon: number | undefined;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

/** An item of a sequence, from its dash (in flow style from its first character) to its end. */
export interface YamlItem extends Span {
  readonly value: YamlNode | undefined;
}

export interface YamlSeq extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The last node before it with that anchor, in the same document; undefined where there is none. May contain the alias. */
  readonly target: YamlNode | undefined;
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq | YamlAlias;

/** What a YAML reader refuses. What a dialect refuses besides, such as a duplicate key, its language looks for. */
export interface YamlProblem extends Span {
  readonly kind: /** A tab where indentation has to be spaces. */
    | 'tab'
    /** A line that is not indented as anything before it. */
    | 'indent'
    /** A key in a block map without a colon. */
    | 'missing-colon'
    /** A quote or a flow bracket without its end. */
    | 'unclosed'
    /** A second `: ` in a plain value. */
    | 'nested-mapping'
    /** An alias without an anchor before it. */
    | 'unknown-alias'
    /** Anything else: characters that may not stand here. */
    | 'unexpected';
  /** What the message names: the key, the bracket, the characters. */
  readonly subject: string;
}
