import type { TextEdit } from './edit.js';
import type { GraphView } from './facts.js';
import type { FileView } from './files.js';
import type { Rule } from './rule.js';
import type { Span } from './text.js';

// What an editor can ask about a file, in offsets. Hosts turn it into their protocol's terms.

/** What every feature gets: the parsed file and the world around it. */
export interface FeatureContext<Document> {
  readonly document: Document;
  readonly path: string;
  readonly text: string;
  readonly files: FileView;
  readonly graph: GraphView;
  readonly today: string;
  readonly rules: ReadonlyMap<string, Rule>;
}

export type CompletionKind =
  | 'keyword'
  | 'property'
  | 'value'
  | 'variable'
  | 'file'
  | 'folder'
  | 'reference'
  | 'snippet'
  | 'enum';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What it replaces: from the start of the word under the cursor to its end. */
  readonly edit: TextEdit;
  /** Whether `edit.text` has `$1`, `${1:name}` places. */
  readonly snippet?: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Orders items: the smaller string comes first. Facts of this project come before general knowledge. */
  readonly order?: string;
  readonly filter?: string;
  readonly deprecated?: boolean;
  /** Whether choosing it should open the list again, as after `--mount=`. */
  readonly again?: boolean;
  /** What `resolve` needs to add the documentation. */
  readonly data?: string;
  /** Whether other extensions for the language offer it as well, so that beside one of them it would be shown twice. */
  readonly common?: boolean;
}

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly contents: string;
}

export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly { readonly label: readonly [number, number]; readonly documentation: string }[];
  readonly active: number;
}

/** A place; `path` is set where it is in another file. */
export interface Place {
  readonly path?: string;
  readonly span: Span;
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write' | 'text';
}

export interface RenameTarget {
  readonly span: Span;
  readonly name: string;
}

/** `refused` says why a new name is not possible, in plain words. */
export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

export interface Link {
  readonly span: Span;
  /** An address, or the path of a file in the workspace. */
  readonly target: { readonly url: string } | { readonly path: string };
  readonly tooltip: string;
}

export type SymbolKind = 'stage' | 'instruction' | 'variable' | 'file' | 'key' | 'module';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface Fold {
  readonly span: Span;
  readonly kind: 'comment' | 'region' | undefined;
}

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  /** What the lens shows when it is clicked; a lens without them only tells. */
  readonly references?: readonly Place[];
  /** The setting below `codeLens.` that turns it off. */
  readonly setting?: string;
}

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  readonly paddingLeft: boolean;
  readonly kind: 'type' | 'parameter';
  /** The setting below `inlayHints.` that turns it on. */
  readonly setting: string;
}

/** One coloured piece of text, on one line. Types and modifiers are those of `tokenTypes` and `tokenModifiers`. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers?: readonly TokenModifier[];
}

export const tokenTypes = [
  'keyword',
  'variable',
  'string',
  'comment',
  'parameter',
  'namespace',
  'property',
  'operator',
  'number',
  'function',
  'macro',
  'class',
  'decorator',
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ['declaration', 'deprecated', 'readonly', 'documentation'] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

/** A change that the user may choose without there being a problem. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.extract' | 'refactor.rewrite' | 'refactor.inline';
  readonly edits: readonly TextEdit[];
  /** Why it is not possible here; shown greyed. */
  readonly disabled?: string;
}

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** Only these lines' span, or the whole file. */
  readonly span?: Span;
}

/** Silences a rule at a place, in the syntax of a tool. */
export interface IgnoreAction {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface LanguageFeatures<Document> {
  /** Characters besides those of all languages after which a list helps, such as the dot of an expression. */
  readonly triggers?: readonly string[];
  complete?(context: FeatureContext<Document>, offset: number): readonly Completion[];
  /** Markdown for a completion's `data`. */
  describe?(context: FeatureContext<Document>, data: string): string | undefined;
  hover?(context: FeatureContext<Document>, offset: number): Hover | undefined;
  signature?(context: FeatureContext<Document>, offset: number): SignatureHelp | undefined;
  define?(context: FeatureContext<Document>, offset: number): readonly Place[];
  references?(context: FeatureContext<Document>, offset: number): readonly Place[];
  highlights?(context: FeatureContext<Document>, offset: number): readonly Highlight[];
  prepareRename?(context: FeatureContext<Document>, offset: number): RenameTarget | undefined;
  rename?(context: FeatureContext<Document>, offset: number, name: string): RenameResult;
  links?(context: FeatureContext<Document>): readonly Link[];
  symbols?(context: FeatureContext<Document>): readonly DocumentSymbol[];
  folds?(context: FeatureContext<Document>): readonly Fold[];
  /** Spans around the offset, the innermost first. */
  selections?(context: FeatureContext<Document>, offset: number): readonly Span[];
  lenses?(context: FeatureContext<Document>): readonly CodeLens[];
  hints?(context: FeatureContext<Document>, within: Span): readonly InlayHint[];
  tokens?(context: FeatureContext<Document>): readonly SemanticToken[];
  refactorings?(context: FeatureContext<Document>, at: Span): readonly Refactoring[];
  /** Loads its library on first use, hence the promise. */
  format?(context: FeatureContext<Document>, options: FormatOptions): Promise<readonly TextEdit[]>;
  /** The ways to silence a finding of `rule` at `at`; the first is the one to offer. */
  ignore?(
    context: FeatureContext<Document>,
    rule: string,
    aliases: readonly string[],
    at: Span,
  ): readonly IgnoreAction[];
}
