import type { Project } from './project.js';
import { resourcesOf } from './project.js';
import { textOf, valueAt } from './value.js';

/** Whether a project is for `docker stack deploy`: by its path, by a comment that says so, or by its networks. */
export function isForSwarm(project: Project): boolean {
  const { path, document } = project.main;
  if (/(?:^|[/._-])(?:stack|swarm)s?(?:[/._-]|$)/i.test(path)) return true;
  if (/\bdocker (?:stack (?:deploy|up)|service create|swarm)\b/.test(document.text)) return true;
  for (const { value } of resourcesOf(project, 'networks').values())
    if (textOf(valueAt(value, 'driver')) === 'overlay') return true;
  return false;
}
