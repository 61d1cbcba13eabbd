import type { Walk } from './engine.js';
import type { Fact } from './facts.js';
import type { LanguageFeatures } from './features.js';
import type { FileView } from './files.js';
import type { Finding } from './finding.js';
import type { Rule } from './rule.js';
import type { Suppression } from './suppress.js';
import type { LineIndex } from './text.js';

/** One language: how its files are known, read and checked, and what an editor can do in them. */
export interface Language<Document = unknown> {
  readonly id: string;
  /** As shown to the user. */
  readonly name: string;
  /** How surely a file is of this language, 0 to 1, by its path first and the beginning of its text. */
  detect(path: string, head: string): number;
  /** Paths of which only the beginning of the text tells: where a folder is searched, it is read for that. */
  readonly isToldByText?: (path: string) => boolean;
  /** Editors' language ids that mean this language, whatever the path. */
  readonly editorIds: readonly string[];
  /** Total: any text gives a document. `previous` is an earlier document of the same file, to take parts over from. */
  parse(text: string, previous?: Document): Document;
  readonly rules: readonly Rule[];
  readonly walk: Walk<Document, Record<string, unknown>>;
  /** The directives in the document that silence findings, ours and the peers'. */
  suppressions(document: Document, context: SuppressionContext): readonly Suppression[];
  /** Changes findings by what the document itself says of them, such as a directive that raises all to errors. */
  adjust?(document: Document, findings: readonly Finding[]): readonly Finding[];
  /** What the file says of things that other files know too. */
  facts?(document: Document, path: string, files: FileView): readonly Fact[];
  /** Settings of peers' configuration files around the file. */
  peerSettings?(path: string, files: FileView, user: UserFiles, today: string): readonly PeerSettings[];
  readonly features: LanguageFeatures<Document>;
}

export interface SuppressionContext {
  readonly text: string;
  readonly today: string;
  /** Names of `PeerSettings.directivesOff`. */
  readonly directivesOff: ReadonlySet<string>;
}

/** Configuration files outside the workspace and environment variables, as the host read them. */
export interface UserFiles {
  /** Texts of files below the user's configuration folder (`$XDG_CONFIG_HOME`) and home, by name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

export const noUserFiles: UserFiles = { texts: {}, environment: {} };

/** What a peer's configuration file says, in our terms. Names are rule names in any accepted form. */
export interface PeerSettings {
  readonly peer: string;
  readonly path: string;
  readonly off: readonly string[];
  readonly levels: Readonly<Record<string, 'error' | 'warning' | 'info' | 'hint'>>;
  /** Options of our rules, by rule id. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Rules that the file turns on. */
  readonly on: readonly string[];
  /** Whether inline directives of this peer are to be ignored. */
  readonly directivesOff: boolean;
  /** The lowest severity that makes a check fail, for the CLI. */
  readonly failOn?: 'error' | 'warning' | 'info' | 'hint' | 'never';
  /** Whether the file leaves out a single finding, such as one at a line or with a message that it names. */
  readonly ignores?: (finding: Finding, around: IgnoreContext) => boolean;
}

export interface IgnoreContext {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Keeps the types of one language's parts together while the registry holds all of them alike. */
export function language<Document>(definition: Language<Document>): Language {
  return definition as unknown as Language;
}
