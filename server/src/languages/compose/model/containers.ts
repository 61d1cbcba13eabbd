import { type ImageReference, parseReference } from '../../../images/reference.js';
import type { Project, Service } from './project.js';
import { itemsOf, membersOf, textOf, textsOf, type Value, valueAt } from './value.js';

// What kind of thing a service runs, as far as that can be told from the project.

/**
 * Whether a service is a container that the project defines whole, so that what it does not say is missing. A fragment
 * gets it from a file that is not known, a provider runs no container.
 */
export function isContainer(service: Service, project: Project): boolean {
  if (valueAt(service.value, 'provider')) return false;
  if (valueAt(service.value, 'extends') && !project.complete) return false;
  return valueAt(service.value, 'image') !== undefined || valueAt(service.value, 'build') !== undefined;
}

const onceNames =
  /(?:^|[-_.])(?:migrat(?:e|ion|ions|or)|seed(?:er)?|init|setup|bootstrap|provision(?:er)?|createbuckets?|fixtures?)(?:[-_.]|$)/i;
const onceCommands =
  /\b(?:migrate|migrations?|db:(?:migrate|seed|create|prepare)|seed|initdb|createsuperuser|collectstatic|alembic|flyway|liquibase)\b/i;

/** Whether a service does one thing and ends: others wait for its end, or its name or command says so. */
export function isOneShot(service: Service, project: Project): boolean {
  if (textOf(valueAt(service.value, 'restart')) === 'no') return true;
  return awaitedIn(project).has(service.name) || looksLikeJob(service);
}

const awaited = new WeakMap<Project, ReadonlySet<string>>();

/** The services for whose end others wait. */
function awaitedIn(project: Project): ReadonlySet<string> {
  const before = awaited.get(project);
  if (before) return before;
  const found = new Set<string>();
  for (const { value } of project.services.values()) {
    for (const { key, value: settings } of membersOf(valueAt(value, 'depends_on')))
      if (textOf(valueAt(settings, 'condition')) === 'service_completed_successfully') found.add(key);
  }
  awaited.set(project, found);
  return found;
}

/** Whether the name or the command of a service says that it does one thing and ends. */
export function looksLikeJob(service: Service): boolean {
  if (onceNames.test(service.name)) return true;
  const command = commandOf(service.value, 'command');
  // A server that migrates first goes on with `&&`.
  return command !== undefined && onceCommands.test(command) && !/&&|;|\bserve\b|\brunserver\b|\bstart\b/.test(command);
}

/** A command as one text: the words of a list with blanks between. Undefined where a part is not known. */
export function commandOf(service: Value | undefined, key: 'command' | 'entrypoint'): string | undefined {
  const value = valueAt(service, key);
  if (value?.kind === 'text') return value.text;
  const items = itemsOf(value);
  const texts = textsOf(value);
  return value && texts.length === items.length ? texts.map(({ text }) => text).join(' ') : undefined;
}

/** The image of a service; undefined where it has none or it is not known. */
export function imageOf(service: Service): ImageReference | undefined {
  const text = textOf(valueAt(service.value, 'image'));
  return text === undefined || text === '' ? undefined : parseReference(text);
}
