import type { CancellationToken, CompletionList } from 'vscode-languageserver';
import {
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { difference } from '../../core/difference.js';
import { type TextEdit as OffsetEdit, replace } from '../../core/edit.js';
import type { FormatOptions } from '../../core/features.js';
import { extension } from '../../core/path.js';
import { lineEnding, overlaps, rangeOf } from '../../core/text.js';
import { fileConfig } from '../../languages/config/files.js';
import { rulesById } from '../../service.js';
import { type SchemaReference, schemaReferences } from '../../yaml/schema-reference.js';
import type { YamlText } from '../yaml/messages.js';
import {
  libraryUri,
  nameOf,
  readTarget,
  type SchemaReaders,
  type SchemaTarget,
  schemaTarget,
} from '../yaml/schema-files.js';
import { plainText } from './answers.js';
import { toTextEdit } from './convert.js';
import { readFile } from './find-files.js';
import type { OpenDocument } from './open-documents.js';
import { type Refusal, samePlace, schemaProblem, toDiagnostic } from './other-yaml-findings.js';
import type { Platform } from './platform.js';
import type { Session } from './session.js';

/**
 * YAML that is of no language of ours. yaml-language-server formats it, and checks it where it names its schema. The library
 * is loaded when one of them is asked for, and not before; it never sees a document of ours.
 */
export interface OtherYaml {
  /** Empty for documents that are none of these. */
  check(document: OpenDocument, token?: CancellationToken): Promise<readonly Diagnostic[]>;
  complete(uri: string, position: Position, token: CancellationToken): Promise<CompletionList | null>;
  hover(uri: string, position: Position, token: CancellationToken): Promise<Hover | null>;
  symbols(uri: string, token: CancellationToken): Promise<DocumentSymbol[] | null>;
  format(uri: string, options: FormatOptions): Promise<TextEdit[] | null>;
  /** Stored files have changed; without paths, any may have. */
  filesChanged(paths: readonly string[] | undefined): void;
  /** Settings or other extensions have changed, so that nothing may be left to do. */
  changed(): void;
  loaded(): boolean;
}

const languageId = 'yaml';

type Thread = Awaited<ReturnType<NonNullable<Platform['yaml']>>>;

interface Checked {
  readonly text: string;
  readonly epoch: number;
  readonly items: readonly Diagnostic[];
}

export function createOtherYaml(session: Session, platform: Platform): OtherYaml {
  const { documents, service, connection } = session;
  let thread: Promise<Thread> | undefined;
  let live: Thread | undefined;
  const checked = new Map<string, Checked>();
  /** Documents whose check had to be stopped, with the schemas that they named then. */
  const stopped = new Map<string, string>();
  /** What the library could not read of what schemas refer to. */
  const refused = new Map<string, Refusal>();
  const mapped = platform.disk?.(() => Object.values(session.settings().schemaUrls));
  const readers: SchemaReaders = {
    workspace: (path) => readFile(session, path),
    mapped: async (path) => mapped?.readFile(path),
    urls: () => session.settings().schemaUrls,
    inWorkspace: (path) => session.roots().some((root) => path.startsWith(root.endsWith('/') ? root : `${root}/`)),
  };
  const start = (): Promise<Thread> | undefined => {
    thread ??= platform.yaml?.({
      async read(uri) {
        const name = nameOf(uri);
        const target = schemaTarget('', name, readers);
        const answer = await readTarget(name, target, readers);
        if ('refused' in answer) refused.set(uri, { reason: answer.refused, unknown: target.kind === 'unknown' });
        else refused.delete(uri);
        return answer;
      },
      warn: (message) => connection.console.warn(message),
    });
    thread?.then(
      (started) => {
        live = started;
      },
      () => undefined,
    );
    return thread;
  };

  const isOff = (path: string): boolean =>
    !platform.yaml ||
    session.settings(path).disabled.has(languageId) ||
    session.environment().coexistence.languages?.includes(languageId) === true;
  const isOther = ({ path, editorId }: OpenDocument): boolean =>
    (['.yaml', '.yml'].includes(extension(path).toLowerCase()) || editorId === languageId) &&
    service.opened(path) === undefined;
  const handles = (document: OpenDocument | undefined): document is OpenDocument =>
    document !== undefined && isOther(document) && !session.tooLarge(document) && !isOff(document.path);
  const isIgnored = async (path: string): Promise<boolean> => {
    const { view, settle } = session.files;
    let ignored = fileConfig(path, view, [...rulesById.values()]).ignored;
    while (!ignored && (await settle())) ignored = fileConfig(path, view, [...rulesById.values()]).ignored;
    return ignored;
  };
  const textOf = ({ path, text }: OpenDocument): YamlText => ({ uri: libraryUri(path), text });
  const targets = (document: OpenDocument): readonly (readonly [SchemaReference, SchemaTarget])[] =>
    schemaReferences(document.text).map((one) => [one, schemaTarget(document.path, one.value, readers)]);
  const isReadable = ({ kind }: SchemaTarget): boolean => kind !== 'unknown' && kind !== 'refused';
  /** A document that names a schema which may be read. */
  const withSchema = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    if (!handles(document) || stopped.get(document.path) === namesIn(document)) return undefined;
    return targets(document).some(([, target]) => isReadable(target)) ? document : undefined;
  };
  const namesIn = (document: OpenDocument): string =>
    schemaReferences(document.text)
      .map(({ value }) => value)
      .join(' ');

  const ask: Thread['ask'] = async (question, wanted) => {
    const running = await start();
    try {
      return await running?.ask(question, wanted);
    } catch (error) {
      connection.console.warn(`yaml-language-server gave no answer (${question.kind}): ${messageOf(error)}`);
      throw error;
    }
  };
  /** As `ask`; undefined instead of an error, which is told once and where the schema is named. */
  const tryToAsk: Thread['ask'] = async (question, wanted) => ask(question, wanted).catch(() => undefined);
  const wantedBy = (document: OpenDocument, token?: CancellationToken) => (): boolean =>
    token?.isCancellationRequested !== true && documents.get(document.uri)?.version === document.version;

  const run = async (document: OpenDocument, token?: CancellationToken): Promise<readonly Diagnostic[] | undefined> => {
    const references = targets(document);
    if (references.length === 0 || (await isIgnored(document.path))) return [];
    const at = ({ span }: SchemaReference): Range => rangeOf(document.lines, span);
    const items: Diagnostic[] = [];
    let readable = false;
    for (const [reference, target] of references) {
      const read = await readTarget(reference.value, target, readers);
      if ('text' in read) readable = true;
      else items.push(schemaProblem(at(reference), read.refused, target.kind === 'unknown'));
    }
    if (!readable) return items;
    const names = namesIn(document);
    const stopWith = (reason: string): void => {
      for (const [reference] of references) {
        items.push(schemaProblem(at(reference), `The check by this schema was stopped: ${reason}.`, false));
      }
    };
    const before = stopped.get(document.path);
    if (before === names) {
      stopWith('it took too long, or too much memory');
      return items;
    }
    try {
      const found = await ask({ kind: 'validate', document: textOf(document) }, wantedBy(document, token));
      if (!found) return undefined;
      for (const one of found) {
        const item = toDiagnostic(one, document, references, refused, session.roots());
        if (item && !items.some((other) => samePlace(other, item))) items.push(item);
      }
    } catch (error) {
      if (!handles(document)) return [];
      stopped.set(document.path, names);
      stopWith(messageOf(error));
    }
    return items;
  };

  return {
    async check(document, token) {
      if (!handles(document)) return [];
      const known = checked.get(document.path);
      const epoch = service.epoch();
      if (known?.text === document.text && known.epoch === epoch) return known.items;
      const items = await run(document, token);
      if (!items) return known?.items ?? [];
      for (const path of checked.keys()) if (!documents.at(path)) checked.delete(path);
      checked.set(document.path, { text: document.text, epoch, items });
      return items;
    },
    async complete(uri, position, token) {
      const document = withSchema(uri);
      if (!document) return null;
      const list = await tryToAsk(
        { kind: 'complete', document: textOf(document), position },
        wantedBy(document, token),
      );
      return list ? { ...list, items: list.items.map((item) => toItem(item, session.client.snippets)) } : null;
    },
    async hover(uri, position, token) {
      const document = withSchema(uri);
      if (!document) return null;
      return (
        (await tryToAsk({ kind: 'hover', document: textOf(document), position }, wantedBy(document, token))) ?? null
      );
    },
    async symbols(uri, token) {
      const document = withSchema(uri);
      if (!document || !session.client.symbolTree) return null;
      const found = await tryToAsk({ kind: 'symbols', document: textOf(document) }, wantedBy(document, token));
      return found ? [...found] : null;
    },
    async format(uri, { tabSize, span }) {
      const document = documents.get(uri);
      if (!handles(document) || isTemplate(document.text)) return null;
      if (session.environment().coexistence.formatting.includes(languageId) || (await isIgnored(document.path)))
        return null;
      const { text, lines } = document;
      const printed = await tryToAsk({ kind: 'format', document: textOf(document), tabSize }, wantedBy(document));
      if (printed === undefined || documents.get(uri)?.version !== document.version) return null;
      const after = printed.replace(/\r?\n/g, lineEnding(text));
      const edits = difference(text, after);
      return (
        span ? edits.flatMap((edit) => byLine(text, edit)).filter((edit) => overlaps(edit.span, span)) : edits
      ).map((edit) => toTextEdit(edit, lines));
    },
    filesChanged(paths) {
      stopped.clear();
      live?.changed(paths?.map(libraryUri));
    },
    changed() {
      checked.clear();
      stopped.clear();
      if (documents.all().some(handles)) return;
      live?.dispose();
    },
    loaded: () => live?.running() === true,
  };
}

/** An edit as one for each line, where it makes as many lines as it takes. */
function byLine(text: string, edit: OffsetEdit): readonly OffsetEdit[] {
  const before = text.slice(edit.span.start, edit.span.end).split('\n');
  const after = edit.text.split('\n');
  if (before.length !== after.length) return [edit];
  let at = edit.span.start;
  return before.flatMap((line, i) => {
    const start = at;
    at += line.length + 1;
    const changed = after[i] ?? '';
    return line === changed ? [] : [replace({ start, end: start + line.length }, changed)];
  });
}

function toItem(item: CompletionItem, snippets: boolean): CompletionItem {
  const { textEdit, insertText, insertTextFormat, command: _, data: __, ...rest } = item;
  const isSnippet = insertTextFormat === InsertTextFormat.Snippet;
  const text = (snippet: string): string => (isSnippet && !snippets ? plainText(snippet) : snippet);
  return {
    ...rest,
    ...(isSnippet && snippets && { insertTextFormat }),
    ...(textEdit && { textEdit: { ...textEdit, newText: text(textEdit.newText) } }),
    ...(insertText !== undefined && !textEdit && { insertText: text(insertText) }),
  };
}

/**
 * Whether the text is one that a template engine makes YAML of: values that begin with braces, as in Helm charts. Printed anew
 * they would be others.
 */
function isTemplate(text: string): boolean {
  return /(?:^|[:,-](?=[ \t])|\[)[ \t]*\{\{|\{%/m.test(text);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
