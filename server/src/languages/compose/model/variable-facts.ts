import type { Project } from './project.js';

/** Where a variable of a project has its value from. */
export interface Origin {
  readonly path: string;
  readonly value: string | undefined;
}

/** The env file whose value of a variable holds: the last that sets it. */
export function originOf(project: Project, name: string): Origin | undefined {
  for (const { path, entries } of [...project.environment].reverse()) {
    const entry = entries.findLast(({ key }) => key === name);
    if (entry) return { path, value: entry.value };
  }
  return undefined;
}

/** A value without the password that an address in it may hold. */
export function withoutPassword(value: string): string {
  return value.replace(/(:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,200}@/g, '$1…@');
}
