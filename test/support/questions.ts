import { applyEdits, type TextEdit } from '../../server/src/core/edit.js';
import type {
  Completion,
  DocumentSymbol,
  FeatureContext,
  LanguageFeatures,
  Place,
} from '../../server/src/core/features.js';
import { lineIndex, positionAt, type Span } from '../../server/src/core/text.js';
import { createService } from '../../server/src/service.js';
import { recordFiles } from '../../server/src/workspace/files.js';
import { type LiterateFile, selectionOf, visible } from './literate.js';

interface Asked {
  readonly features: LanguageFeatures<unknown>;
  readonly context: FeatureContext<unknown>;
  readonly files: readonly LiterateFile[];
  readonly main: LiterateFile;
  readonly cursor: number;
  /** The words after the kind of question. */
  readonly words: readonly string[];
}

type Answer = string | Promise<string>;

const questions: Readonly<Record<string, (asked: Asked) => Answer>> = {
  completion: ({ features, context, cursor, words, main }) =>
    completions(features.complete?.(context, cursor) ?? [], words, main.text),
  documentation: ({ features, context, cursor, words }) => {
    const item = features.complete?.(context, cursor).find(({ label }) => label === words.join(' '));
    if (!item) return 'no such item\n';
    return `${item.documentation ?? (item.data && features.describe?.(context, item.data)) ?? 'none'}\n`;
  },
  hover: ({ features, context, cursor, main }) => {
    const hover = features.hover?.(context, cursor);
    return hover ? `‹${visible(main.text.slice(hover.span.start, hover.span.end))}›\n${hover.contents}\n` : '';
  },
  definition: (asked) => places(asked, asked.features.define?.(asked.context, asked.cursor) ?? []),
  references: (asked) => places(asked, asked.features.references?.(asked.context, asked.cursor) ?? []),
  highlights: ({ features, context, cursor, main }) =>
    lines((features.highlights?.(context, cursor) ?? []).map(({ span, kind }) => `${at(main.text, span)} ${kind}`)),
  rename: ({ features, context, cursor, words, main, files }) => {
    const target = features.prepareRename?.(context, cursor);
    const result = features.rename?.(context, cursor, words[0] ?? '');
    if (!result) return '';
    if ('refused' in result) return `refused: ${result.refused}\n`;
    return target ? changed(main, files, result.edits) : 'not here\n';
  },
  links: ({ features, context, main }) =>
    lines(
      (features.links?.(context) ?? []).map(
        ({ span, target }) =>
          `${at(main.text, span)} ${main.text.slice(span.start, span.end)} → ${'url' in target ? target.url : target.path}`,
      ),
    ),
  symbols: ({ features, context, main }) => tree(features.symbols?.(context) ?? [], main.text, ''),
  folds: ({ features, context, main }) =>
    lines(
      (features.folds?.(context) ?? []).map(({ span, kind }) => {
        const index = lineIndex(main.text);
        return `${positionAt(index, span.start).line + 1}-${positionAt(index, span.end).line + 1} ${kind ?? 'code'}`;
      }),
    ),
  selections: ({ features, context, cursor, main }) =>
    lines((features.selections?.(context, cursor) ?? []).map(({ start, end }) => shown(main.text.slice(start, end)))),
  tokens: ({ features, context, main }) =>
    lines(
      (features.tokens?.(context) ?? []).map(
        ({ span, type, modifiers }) =>
          `${shown(main.text.slice(span.start, span.end))} ${[type, ...(modifiers ?? [])].join(' ')}`,
      ),
    ),
  format: async ({ features, context, main, words }) => {
    const options = { tabSize: 4, insertSpaces: !words.includes('tabs') };
    const span = main.cursors.length > 0 ? { span: selectionOf(main) } : {};
    const edits = (await features.format?.(context, { ...options, ...span })) ?? [];
    return visible(applyEdits(main.text, edits));
  },
  signature: ({ features, context, cursor }) => {
    const help = features.signature?.(context, cursor);
    if (!help) return '';
    const active = help.parameters[help.active];
    if (!active) return `${help.label}\n${help.documentation}\n`;
    const [start, end] = active.label;
    const label = `${help.label.slice(0, start)}‹${help.label.slice(start, end)}›${help.label.slice(end)}`;
    return `${label}\n${active.documentation}\n`;
  },
  hints: ({ features, context, main }) =>
    lines(
      (features.hints?.(context, { start: 0, end: main.text.length }) ?? []).map(
        ({ offset, label, setting }) => `${at(main.text, { start: offset, end: offset })} ${label} [${setting}]`,
      ),
    ),
  lenses: ({ features, context, main }) =>
    lines((features.lenses?.(context) ?? []).map(({ span, title }) => `${at(main.text, span)} ${title}`)),
  refactorings: ({ features, context, main }) =>
    lines(
      (features.refactorings?.(context, selectionOf(main)) ?? []).map(
        ({ title, kind, disabled }) => `${title} [${kind}]${disabled === undefined ? '' : ` — ${disabled}`}`,
      ),
    ),
  refactor: ({ features, context, main, words, files }) => {
    const found = features.refactorings?.(context, selectionOf(main)).find(({ title }) => title === words.join(' '));
    if (!found) return 'not offered\n';
    return found.disabled === undefined ? changed(main, files, found.edits) : `disabled: ${found.disabled}\n`;
  },
  ignore: ({ features, context, main, words }) => {
    const [rule = '', ...aliases] = words;
    const actions = features.ignore?.(context, rule, aliases, selectionOf(main)) ?? [];
    return actions.map(({ title, edits }) => `${title}:\n${visible(applyEdits(main.text, edits))}`).join('\n');
  },
};

export function isQuestion(kind: string): boolean {
  return Object.hasOwn(questions, kind) || kind === 'diagnostics';
}

const silent = {
  info() {},
  warn() {},
  ruleFailed(rule: string, _path: string, error: unknown) {
    throw new Error(`${rule} threw`, { cause: error });
  },
};

/** Answers a question about the first file, as text. */
export async function answer(files: readonly LiterateFile[], info: readonly string[]): Promise<string> {
  const [main] = files;
  const [kind = '', ...words] = info;
  if (!main) return '';
  const source = recordFiles(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  const service = createService({ files: source, log: silent, today: () => '2026-06-01' });
  service.open(main.path, main.text);
  if (kind === 'diagnostics') {
    const result = await service.check(main.path);
    return lines(
      (result?.findings ?? []).map(
        ({ span, severity, message, rule }) => `${at(main.text, span)} ${severity} ${message} [${rule}]`,
      ),
    );
  }
  const opened = service.opened(main.path);
  const question = questions[kind];
  if (!opened || !question) return 'no language of ours\n';
  const { language, context } = opened;
  const text = await question({
    features: language.features,
    context,
    files,
    main,
    cursor: main.cursors[0] ?? 0,
    words,
  });
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The main file with its edits, then each other file that is edited, below its name. */
function changed(main: LiterateFile, files: readonly LiterateFile[], edits: readonly TextEdit[]): string {
  const others = files.filter(({ path }) => edits.some((edit) => edit.path === path));
  const texts = others.map(({ path, text }) => {
    const own = edits.filter((edit) => edit.path === path);
    return `### ${path}\n${visible(applyEdits(text, own))}`;
  });
  return [
    visible(
      applyEdits(
        main.text,
        edits.filter(({ path }) => path === undefined),
      ),
    ),
    ...texts,
  ].join('');
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

/** A place as `line:column`, or `line:column-column` on one line, one-based as editors show it. */
function at(text: string, { start, end }: Span): string {
  const index = lineIndex(text);
  const from = positionAt(index, start);
  const to = positionAt(index, end);
  const first = `${from.line + 1}:${from.character + 1}`;
  if (start === end) return first;
  return from.line === to.line ? `${first}-${to.character + 1}` : `${first}-${to.line + 1}:${to.character + 1}`;
}

function places({ files, main }: Asked, found: readonly Place[]): string {
  return lines(
    found.map(({ path, span }) => {
      const file = path === undefined ? main : files.find((other) => other.path === path);
      const text = file?.text ?? '';
      const name = path === undefined ? '' : `${path} `;
      return `${name}${at(text, span)} ${shown(text.slice(span.start, span.end))}`.trimEnd();
    }),
  );
}

/** A piece of text on one line, long ones shortened in the middle. */
function shown(text: string): string {
  const flat = visible(text).replace(/\n/g, '⏎');
  return flat.length > 60 ? `${flat.slice(0, 40)}…${flat.slice(-15)}` : flat;
}

function tree(symbols: readonly DocumentSymbol[], text: string, indent: string): string {
  return symbols
    .map(({ name, detail, kind, selection, children }) => {
      const own = `${indent}${kind} ${name}${detail === '' ? '' : ` (${detail})`} @${at(text, selection)}\n`;
      return own + tree(children, text, `${indent}  `);
    })
    .join('');
}

/**
 * Items in their order, as `label → text that it writes`, after the word that all of them replace. A number shows only
 * as many; words show only the items whose label holds one of them.
 */
function completions(items: readonly Completion[], words: readonly string[], text: string): string {
  const limit = Number(words.find((word) => /^\d+$/.test(word)) ?? Number.POSITIVE_INFINITY);
  const wanted = words.filter((word) => !/^\d+$/.test(word));
  const matching = [...items]
    .sort((a, b) => compare(a.order ?? a.label, b.order ?? b.label) || compare(a.label, b.label))
    .filter(({ label }) => wanted.length === 0 || wanted.some((word) => label.includes(word)));
  const replaced = [...new Set(matching.map(({ edit }) => `‹${text.slice(edit.span.start, edit.span.end)}›`))];
  const shownItems = matching.slice(0, limit).map(({ label, edit, detail, deprecated, again }) => {
    const written = edit.text === label ? '' : ` → ${visible(edit.text).replace(/\n/g, '⏎')}`;
    const marks = `${deprecated ? ' (deprecated)' : ''}${again ? ' …' : ''}`;
    return `${label}${written}${detail === undefined ? '' : `  # ${detail}`}${marks}`;
  });
  const more = matching.length > limit ? ['and more'] : [];
  return lines([...(matching.length > 0 ? [replaced.join(' ')] : []), ...shownItems, ...more]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
