import type { Project } from './project.js';
import { type Reference, referencesOf } from './references.js';

/** A service and what it names, which leads to the next step's service. */
export interface Step {
  readonly from: string;
  readonly reference: Reference;
}

/** The circles in what services wait for, one for each dependency that closes one. */
export function dependencyCycles(project: Project): readonly (readonly Step[])[] {
  const waits = new Map<string, readonly Step[]>();
  for (const service of project.services.values()) {
    const known = referencesOf(service).filter(({ depends, name }) => depends && project.services.has(name));
    waits.set(
      service.name,
      known.map((reference) => ({ from: service.name, reference })),
    );
  }
  const found: (readonly Step[])[] = [];
  const done = new Set<string>();
  for (const start of waits.keys()) {
    if (done.has(start)) continue;
    // The steps from the start to where the walk is, and which services these go through.
    const path: Step[] = [];
    const open = new Map([[start, 0]]);
    const stack = [{ name: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = waits.get(top.name)?.[top.next++];
      if (!step) {
        done.add(top.name);
        open.delete(top.name);
        stack.pop();
        path.pop();
        continue;
      }
      const { name } = step.reference;
      const at = open.get(name);
      if (at !== undefined) found.push([...path.slice(at), step]);
      else if (!done.has(name)) {
        path.push(step);
        open.set(name, path.length);
        stack.push({ name, next: 0 });
      }
    }
  }
  return found;
}
