import { replace, type TextEdit } from '../../../core/edit.js';
import type { FeatureContext, Highlight, Place, RenameResult, RenameTarget } from '../../../core/features.js';
import { contains } from '../../../core/text.js';
import { written } from '../../../yaml/edits.js';
import type { ComposeDocument } from '../document.js';
import { type NameKind, type Names, type NameUse, namesOf } from '../model/names.js';
import { links } from './links.js';

type Context = FeatureContext<ComposeDocument>;

interface Found {
  readonly names: Names;
  readonly use: NameUse;
}

function nameAt({ document, path, files }: Context, offset: number): Found | undefined {
  const names = namesOf(document, path, files);
  const [use] = names.at(path, offset);
  return use && { names, use };
}

function placeOf({ path, span }: NameUse, context: Context): Place {
  return path === context.path ? { span } : { path, span };
}

/** Every layer that defines the name; from one of them, the others. */
export function define(context: Context, offset: number): readonly Place[] {
  const found = nameAt(context, offset);
  if (found) {
    const definitions = found.names.same(found.use).filter(({ role }) => role === 'definition');
    if (definitions.length > 0) return definitions.map((use) => placeOf(use, context));
  }
  const link = links(context).find(({ span, target }) => contains(span, offset) && 'path' in target);
  return link && 'path' in link.target ? [{ path: link.target.path, span: { start: 0, end: 0 } }] : [];
}

export function references(context: Context, offset: number): readonly Place[] {
  const found = nameAt(context, offset);
  return found ? found.names.same(found.use).map((use) => placeOf(use, context)) : [];
}

export function highlights(context: Context, offset: number): readonly Highlight[] {
  const found = nameAt(context, offset);
  if (!found) return [];
  return found.names
    .same(found.use)
    .filter(({ path }) => path === context.path)
    .map(({ span, role }) => ({ span, kind: role === 'definition' ? 'write' : 'read' }));
}

export function prepareRename(context: Context, offset: number): RenameTarget | undefined {
  const found = nameAt(context, offset);
  return found && refusal(found) === undefined ? { span: found.use.span, name: found.use.name } : undefined;
}

/** Variables that Compose and Docker read themselves. */
const reserved =
  /^(?:COMPOSE_\w+|BUILDKIT_\w+|DOCKER_(?:HOST|CONTEXT|CONFIG|TLS_VERIFY|CERT_PATH|API_VERSION|DEFAULT_PLATFORM|BUILDKIT))$/;

/** Variables that every shell sets, unless an env file does. */
const ofShell = /^(?:PATH|HOME|USER|UID|GID|PWD|SHELL|HOSTNAME|TMPDIR|(?:HTTPS?|FTP|NO|ALL)_PROXY)$/i;

function refusal({ names, use }: Found): string | undefined {
  const defined = names.same(use).some(({ role }) => role === 'definition');
  if (use.kind === 'variable' && reserved.test(use.name)) return `Compose or Docker reads "${use.name}" itself.`;
  if (use.kind === 'variable' && !defined && ofShell.test(use.name)) return `"${use.name}" is set by the shell.`;
  if (use.kind === 'variable' || defined) return undefined;
  return `Nothing in this project defines ${nouns[use.kind]} "${use.name}".`;
}

const nouns: Readonly<Record<NameKind, string>> = {
  service: 'a service',
  network: 'a network',
  volume: 'a volume',
  config: 'a config',
  secret: 'a secret',
  model: 'a model',
  profile: 'a profile',
  anchor: 'an anchor',
  variable: 'a variable',
};

interface Grammar {
  readonly pattern: RegExp;
  readonly text: string;
}

const resource: Grammar = {
  pattern: /^[A-Za-z0-9._-]+$/,
  text: 'has letters, digits, ".", "_" and "-" only',
};

const grammars: Readonly<Record<NameKind, Grammar>> = {
  service: resource,
  network: resource,
  volume: resource,
  config: resource,
  secret: resource,
  model: resource,
  profile: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]+$/,
    text: 'starts with a letter or digit and has at least one more, or "_", "." and "-"',
  },
  anchor: { pattern: /^[^\s,[\]{}&*]+$/, text: 'has no spaces, commas, brackets, "&" and "*"' },
  variable: { pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, text: 'has letters, digits and "_", no digit first' },
};

/** Renames in all files of the project, env files among them. */
export function rename(context: Context, offset: number, name: string): RenameResult {
  const found = nameAt(context, offset);
  if (!found) return { refused: 'There is nothing here that can be renamed.' };
  const { names, use } = found;
  const refused = refusal(found);
  if (refused !== undefined) return { refused };
  const { pattern, text } = grammars[use.kind];
  if (!pattern.test(name)) return { refused: `The name of ${nouns[use.kind]} ${text}.` };
  if (name === use.name) return { edits: [] };
  if (names.taken(use, name)) return { refused: `There is ${nouns[use.kind]} "${name}" already.` };
  return { edits: names.same(use).map((one) => renamed(one, name, context)) };
}

function renamed(use: NameUse, name: string, context: Context): TextEdit {
  const { scalar, passed, path } = use;
  let edit = scalar?.style === 'plain' ? replace(scalar, written(name, 'plain', true)) : replace(use.span, name);
  // The container goes on seeing the variable under the name that it knows.
  if (passed?.form === 'item') edit = replace(passed.span, `"${use.name}=\${${name}}"`);
  else if (passed) edit = replace(passed.span, `: "\${${name}}"`);
  return path === context.path ? edit : { ...edit, path };
}
