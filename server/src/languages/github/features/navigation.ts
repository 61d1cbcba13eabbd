import { replace, type TextEdit } from '../../../core/edit.js';
import type { Highlight, Place, RenameResult, RenameTarget } from '../../../core/features.js';
import { contains } from '../../../core/text.js';
import { type NameAt, type NameKind, type NameUse, namesIn } from '../model/names.js';
import { sameNames } from '../model/names-across.js';
import type { Context } from './expression-at.js';
import { links } from './links.js';

function nameAt({ document, path }: Context, offset: number): NameUse | undefined {
  return namesIn(document, path).find(({ span }) => offset >= span.start && offset <= span.end);
}

function placeOf({ path, use }: NameAt, context: Context): Place {
  return path === context.path ? { span: use.span } : { path, span: use.span };
}

export function define(context: Context, offset: number): readonly Place[] {
  const use = nameAt(context, offset);
  if (use) {
    const definitions = sameNames(use, context).filter((one) => one.use.role === 'definition');
    if (definitions.length > 0) return definitions.map((one) => placeOf(one, context));
  }
  const link = links(context).find(({ span, target }) => contains(span, offset) && 'path' in target);
  return link && 'path' in link.target ? [{ path: link.target.path, span: { start: 0, end: 0 } }] : [];
}

export function references(context: Context, offset: number): readonly Place[] {
  const use = nameAt(context, offset);
  return use ? sameNames(use, context).map((one) => placeOf(one, context)) : [];
}

export function highlights(context: Context, offset: number): readonly Highlight[] {
  const use = nameAt(context, offset);
  if (!use) return [];
  return sameNames(use, context)
    .filter(({ path }) => path === context.path)
    .map((one) => ({ span: one.use.span, kind: one.use.role === 'definition' ? 'write' : 'read' }));
}

export function prepareRename(context: Context, offset: number): RenameTarget | undefined {
  const use = nameAt(context, offset);
  return use && refusal(use, context) === undefined ? { span: use.span, name: use.name } : undefined;
}

function refusal(use: NameUse, context: Context): string | undefined {
  if (use.kind === 'secret' && /^(?:GITHUB_TOKEN|ACTIONS_(?:STEP|RUNNER)_DEBUG)$/i.test(use.name))
    return `"${use.name}" is GitHub's own.`;
  if (sameNames(use, context).some((one) => one.use.role === 'definition')) return undefined;
  return `No file of this repository defines ${nouns[use.kind]} "${use.name}".`;
}

const nouns: Readonly<Record<NameKind, string>> = {
  job: 'a job',
  step: 'a step',
  input: 'an input',
  secret: 'a secret',
  output: 'an output',
  matrix: 'a key of the matrix',
  anchor: 'an anchor',
};

const id = { pattern: /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/, text: 'has letters, digits, "_" and "-", and no digit first' };

const grammars: Readonly<Record<NameKind, { readonly pattern: RegExp; readonly text: string }>> = {
  job: id,
  step: id,
  input: id,
  output: id,
  matrix: id,
  secret: {
    pattern: /^(?!GITHUB_)[A-Za-z_]\w*$/i,
    text: 'has letters, digits and "_", and does not begin with "GITHUB_"',
  },
  anchor: { pattern: /^[^\s,[\]{}&*]+$/, text: 'has no spaces, commas, brackets, "&" and "*"' },
};

/** Renames in all files of the repository that mean the same. */
export function rename(context: Context, offset: number, name: string): RenameResult {
  const use = nameAt(context, offset);
  if (!use) return { refused: 'There is nothing here that can be renamed.' };
  const refused = refusal(use, context);
  if (refused !== undefined) return { refused };
  const { pattern, text } = grammars[use.kind];
  if (!pattern.test(name) || name.startsWith('__')) return { refused: `The name of ${nouns[use.kind]} ${text}.` };
  if (name === use.name) return { edits: [] };
  const taken = sameNames({ ...use, name }, context).some((one) => one.use.role === 'definition');
  if (taken && name.toLowerCase() !== use.name.toLowerCase())
    return { refused: `There is ${nouns[use.kind]} "${name}" already.` };
  return { edits: sameNames(use, context).map((one) => renamed(one, name, context)) };
}

function renamed({ path, use }: NameAt, name: string, context: Context): TextEdit {
  const edit = replace(use.span, name);
  return path === context.path ? edit : { ...edit, path };
}
