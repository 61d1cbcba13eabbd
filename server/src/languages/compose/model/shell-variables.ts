import type { Span } from '../../../core/text.js';
import { type Variable, variablesIn } from '../../../dotenv/interpolation.js';
import { commandsOf, environmentOf } from './commands.js';
import type { Project, Service } from './project.js';
import type { Text } from './value.js';

// Variables that are meant for the container, where Compose puts in its own values before the container sees them.

export interface ShellVariable {
  readonly text: Text;
  /** With offsets in `text.raw`. */
  readonly variable: Variable;
  /** Who sets it: the container's environment, or the shell text itself. */
  readonly from: 'environment' | 'shell';
  /** Whether a shell reads the text, so that `$$` would do. */
  readonly inShell: boolean;
}

/** The variables in a service's commands that the container knows and Compose does not. */
export function shellVariablesOf(project: Project, service: Service): readonly ShellVariable[] {
  const found: ShellVariable[] = [];
  const environment = environmentOf(service);
  for (const { texts, shell } of commandsOf(service)) {
    for (const text of texts) {
      if (!text.raw.includes('$')) continue;
      const assigned = shell === text ? assignedIn(text.raw) : new Set<string>();
      for (const variable of variablesIn(text.raw).variables) {
        const { name } = variable;
        if (variable.operator || project.lookup(name) !== undefined) continue;
        if (assigned.has(name)) found.push({ text, variable, from: 'shell', inShell: true });
        else if (isOwn(name, environment.get(name)?.value))
          found.push({ text, variable, from: 'environment', inShell: shell === text });
      }
    }
  }
  return found;
}

/** Whether the container has a value of its own for a name, and not just the one that Compose has for it. */
function isOwn(name: string, value: { readonly kind: string } | Text | undefined): boolean {
  if (value?.kind !== 'text' || !('raw' in value)) return false;
  return !variablesIn(value.raw).variables.some((one) => one.name === name);
}

const assignment = /(?:^|[\s;&|({'"`])(?:([A-Za-z_]\w*)=|for\s+([A-Za-z_]\w*)\s|read\s+(?:-\w+\s+)*([A-Za-z_]\w*))/g;

/** The variables that a shell text sets itself. */
function assignedIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, plain, loop, read] of text.matchAll(assignment)) {
    const name = plain ?? loop ?? read;
    if (name !== undefined) names.add(name);
  }
  return names;
}

const hashStart = /(?<!\$)\$(?:2[abxy]?|apr1|argon2(?:id?|d)|[156y])\$(?!\$)[^\s,'"]*/g;

/** Hashes of passwords in a text of which Compose would take a part for a variable. */
export function hashesIn(text: string): readonly Span[] {
  return [...text.matchAll(hashStart)].flatMap(({ 0: hash, index }) =>
    variablesIn(hash).variables.length > 0 ? [{ start: index, end: index + hash.length }] : [],
  );
}
