import { replace, type TextEdit } from '../../../core/edit.js';
import { written } from '../../../yaml/edits.js';
import {
  type FoundName,
  isDefinition,
  type Naming,
  type Navigation,
  namedNavigation,
} from '../../../yaml/named-navigation.js';
import type { ComposeDocument } from '../document.js';
import { type NameKind, type NameUse, namesOf } from '../model/names.js';
import { links } from './links.js';

/** Variables that Compose and Docker read themselves. */
const reserved =
  /^(?:COMPOSE_\w+|BUILDKIT_\w+|DOCKER_(?:HOST|CONTEXT|CONFIG|TLS_VERIFY|CERT_PATH|API_VERSION|DEFAULT_PLATFORM|BUILDKIT))$/;

/** Variables that every shell sets, unless an env file does. */
const ofShell = /^(?:PATH|HOME|USER|UID|GID|PWD|SHELL|HOSTNAME|TMPDIR|(?:HTTPS?|FTP|NO|ALL)_PROXY)$/i;

function refusal({ use, same }: FoundName<NameKind, NameUse>): string | undefined {
  const defined = same.some(isDefinition);
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

const resource = {
  pattern: /^[A-Za-z0-9._-]+$/,
  text: 'has letters, digits, ".", "_" and "-" only',
};

const grammars: Naming<ComposeDocument, NameKind, NameUse>['grammars'] = {
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

function renamed({ scalar, passed, span, name: before }: NameUse, name: string): TextEdit {
  // The container goes on seeing the variable under the name that it knows.
  if (passed?.form === 'item') return replace(passed.span, `"${before}=\${${name}}"`);
  if (passed) return replace(passed.span, `: "\${${name}}"`);
  return scalar?.style === 'plain' ? replace(scalar, written(name, 'plain', true)) : replace(span, name);
}

/** Names in all files of the project, env files among them; every layer that defines one. */
export const navigation: Navigation<ComposeDocument> = namedNavigation<ComposeDocument, NameKind, NameUse>({
  find({ document, path, files }, offset) {
    const names = namesOf(document, path, files);
    const [use] = names.at(path, offset);
    return use && { use, same: names.same(use), isTaken: (name) => names.taken(use, name) };
  },
  links,
  nouns,
  grammars,
  refusal,
  renamed,
});
