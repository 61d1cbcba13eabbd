import { basename } from '../../../core/path.js';

// Which files Compose takes by itself, and what the name of any other says of it.

export const defaultNames: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];

export const overrideNames: readonly string[] = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

const composeName = /^(?:docker-|podman-)?compose(?:[._-][\w.-]+)?\.ya?ml$|[._-](?:docker-)?compose\.ya?ml$/i;

/** Whether a file is a Compose file by its name. */
export function isComposeName(path: string): boolean {
  return composeName.test(basename(path)) && !isPipeline(path);
}

/** Whether a file is in a folder of a CI system, whatever its name says. */
export function isPipeline(path: string): boolean {
  return /(?:^|\/)\.(?:github|gitlab|circleci|woodpecker)\//.test(path);
}

/** Whether a file is for production: by its name, or by a comment in it that says so. */
export function isProduction(path: string, text: string): boolean {
  if (saysProduction(text)) return true;
  return /(?:^|[._-])(?:prod|production|staging|stage|live)(?:[._-]|$)/i.test(basename(path));
}

/** What the text that was asked for last says: rules ask for each service of a file. */
let lastAsked: { readonly text: string; readonly answer: boolean } = { text: '', answer: false };

function saysProduction(text: string): boolean {
  if (lastAsked.text !== text)
    lastAsked = { text, answer: /^[ \t]*#[ \t]*platform-builder:[ \t]*production\b/m.test(text) };
  return lastAsked.answer;
}

/** Whether a file is for development or tests, by its name. */
export function isDevelopment(path: string): boolean {
  return /(?:^|[._-])(?:override|dev|devel|development|local|test|tests|testing|debug|ci)(?:[._-]|$)/i.test(
    basename(path),
  );
}
