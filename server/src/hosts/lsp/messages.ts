/**
 * What our server and our VS Code client say to each other beyond the protocol. Only names and plain data: both sides
 * import this file, and each uses its own protocol library. A server must work alike in editors that know none of it.
 */

/** A request or notification: its method, and the types that belong to it (which exist for the compiler only). */
export interface RequestMessage<Params, Result> {
  readonly method: string;
  readonly types?: { readonly params: Params; readonly result: Result };
}

export interface NotificationMessage<Params> {
  readonly method: string;
  readonly types?: { readonly params: Params };
}

// Sent with `initialize` ---------------------------------------------------------------------------------------------

/** `initializationOptions` of our own client; other editors send none, or `settings` only. */
export interface InitializationOptions {
  /** The client answers `readFile` and `readDirectory`; without it the server reads `file:` URIs by itself, if it can. */
  readonly readsFiles?: boolean;
  readonly environment?: Environment;
  /** The `platformBuilder` settings, for editors without `workspace/configuration`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Messages of rules in the user's language, by the keys of `l10n/server.json`. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** What the server cannot know by itself about the editor that it runs in. Also sent by `environmentChanged`. */
export interface Environment {
  /** Whether tools may be started and their paths be believed. Absent: as if untrusted. */
  readonly trusted: boolean;
  readonly coexistence: Coexistence;
}

/**
 * Features that another extension already gives, by language id. Our client leaves out by itself what would be shown twice:
 * the completions that the others have as well, and the whole formatter. Findings are not in here: the client compares ours
 * with those that are really shown, by `DiagnosticData.aliases`.
 */
export interface Coexistence {
  readonly completion: readonly string[];
  readonly formatting: readonly string[];
  /** Languages that are left to another extension as a whole. */
  readonly languages?: readonly string[];
}

export const environmentChanged: NotificationMessage<Environment> = {
  method: 'platformBuilder/environmentChanged',
};

// In diagnostics -----------------------------------------------------------------------------------------------------

/** `data` of each of our diagnostics. */
export interface DiagnosticData {
  /** Peers' rules that report this very finding, as `hadolint:DL3008`. */
  readonly aliases?: readonly string[];
}

// Server asks client -------------------------------------------------------------------------------------------------

export interface ReadFileParams {
  readonly uri: string;
  /** Files with more bytes are not read. */
  readonly maxBytes: number;
}

export type ReadFileResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** Outside the workspace folders, a directory, over the size limit, or not readable now. */
  | { readonly kind: 'refused'; readonly reason: string };

export const readFile: RequestMessage<ReadFileParams, ReadFileResult> = { method: 'platformBuilder/readFile' };

export interface ReadDirectoryParams {
  readonly uri: string;
}

export type ReadDirectoryResult =
  | { readonly kind: 'entries'; readonly entries: readonly DirectoryEntry[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

export const readDirectory: RequestMessage<ReadDirectoryParams, ReadDirectoryResult> = {
  method: 'platformBuilder/readDirectory',
};

// Client asks server -------------------------------------------------------------------------------------------------

export interface RuleSummary {
  readonly id: string;
  readonly summary: string;
  readonly category: string;
  readonly severity: string;
  readonly profile: string;
  /** Peers' rules that this one covers, as `hadolint:DL3008`; searched as well when the user picks a rule. */
  readonly peers: readonly string[];
}

export const listRules: RequestMessage<Record<string, never>, readonly RuleSummary[]> = {
  method: 'platformBuilder/rules',
};

export interface ExplainRuleParams {
  /** One of our ids, a former id, or a peer's rule. */
  readonly rule: string;
}

/** The rule's page as Markdown; `null` for a rule that does not exist. */
export type ExplainRuleResult = { readonly id: string; readonly markdown: string } | null;

export const explainRule: RequestMessage<ExplainRuleParams, ExplainRuleResult> = {
  method: 'platformBuilder/explainRule',
};

export interface DocumentStatusParams {
  readonly uri: string;
}

/** How a document is treated; `null` where it is none of ours. */
export type DocumentStatus = {
  /** Name for people: `Dockerfile`. */
  readonly language: string;
  readonly profile: string;
  /** The configuration file that applies, if any. */
  readonly configuration?: string;
  /** Why the document is not checked: switched off, too large, ignored by the configuration. */
  readonly skipped?: string;
} | null;

export const documentStatus: RequestMessage<DocumentStatusParams, DocumentStatus> = {
  method: 'platformBuilder/documentStatus',
};

/** Sent with a work done token, so that long checks show progress and can be cancelled. */
export interface CheckWorkspaceParams {
  readonly workDoneToken?: string | number;
}

/**
 * The findings themselves reach the Problems panel as diagnostics: those of open documents by pull as always, those of
 * other files by push, until the file is opened.
 */
export interface CheckWorkspaceResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  /** Files that could not be checked, with the reason. */
  readonly skipped: readonly { readonly uri: string; readonly reason: string }[];
}

export const checkWorkspace: RequestMessage<CheckWorkspaceParams, CheckWorkspaceResult> = {
  method: 'platformBuilder/checkWorkspace',
};

/** Plans all safe fixes in the workspace's files; the client shows them for review and applies them. */
export interface FixWorkspaceParams {
  readonly workDoneToken?: string | number;
}

export interface FixWorkspaceResult {
  readonly files: readonly FixedFile[];
}

export interface FixedFile {
  readonly uri: string;
  /** Version of the open document that the edits are for; `null` for a file that is not open. */
  readonly version: number | null;
  readonly edits: readonly PlannedEdit[];
}

export interface PlannedEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
  /** What the edit does, in the user's language: the fix's title. */
  readonly label: string;
}

export const fixWorkspace: RequestMessage<FixWorkspaceParams, FixWorkspaceResult> = {
  method: 'platformBuilder/fixWorkspace',
};

/** A line of the tree *Relations*. */
export interface Relation {
  /** `image`: a Dockerfile; `project`: a Compose file; `use`: what builds a stage. */
  readonly kind: 'image' | 'stage' | 'use' | 'project' | 'service';
  readonly label: string;
  readonly detail: string;
  readonly uri: string;
  /** Where to go in the file; `null` for its beginning. */
  readonly range: PlannedEdit['range'] | null;
  readonly children: readonly Relation[];
}

/** The files of the workspace that belong together, as far as they are known. */
export const relations: RequestMessage<Record<string, never>, readonly Relation[]> = {
  method: 'platformBuilder/relations',
};

/** Facts for `Copy Diagnostic Report`: versions, counts and times; never a file's contents. */
export type ReportResult = Readonly<Record<string, string | number | boolean>>;

export const report: RequestMessage<Record<string, never>, ReportResult> = { method: 'platformBuilder/report' };

// Server tells client ------------------------------------------------------------------------------------------------

/** Sent whenever it changes. The client also asks for the active document's status then. */
export interface ServerStatus {
  readonly index: 'idle' | 'running';
  /** Files known so far. */
  readonly files: number;
}

export const statusChanged: NotificationMessage<ServerStatus> = { method: 'platformBuilder/status' };

/** Sent when `relations` may have another answer. */
export const relationsChanged: NotificationMessage<Record<string, never>> = {
  method: 'platformBuilder/relationsChanged',
};

/** A command of our client, for code lenses: `[uri, position, locations]` in the protocol's terms. */
export const showReferencesCommand = 'platformBuilder.showReferences';
