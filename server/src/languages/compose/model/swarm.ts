import { Memo } from '../../../core/memo.js';
import type { ComposeDocument } from '../document.js';
import { type Project, resourcesOf } from './project.js';
import { textOf, valueAt } from './value.js';

const kept = new WeakMap<Project, boolean>();

/** Whether a project is for `docker stack deploy`: by its path, by a comment that says so, or by its networks. */
export function isForSwarm(project: Project): boolean {
  const before = kept.get(project);
  if (before !== undefined) return before;
  const found = looksForSwarm(project);
  kept.set(project, found);
  return found;
}

function looksForSwarm(project: Project): boolean {
  const { path, document } = project.main;
  if (/(?:^|[/._-])(?:stack|swarm)s?(?:[/._-]|$)/i.test(path)) return true;
  if (textNamesSwarm(document)) return true;
  for (const { value } of resourcesOf(project, 'networks').values())
    if (textOf(valueAt(value, 'driver')) === 'overlay') return true;
  return false;
}

const asked = new Memo<ComposeDocument, boolean>();

function textNamesSwarm(document: ComposeDocument): boolean {
  const known = asked.get(document);
  if (known !== undefined) return known;
  const answer = /\bdocker (?:stack (?:deploy|up)|service create|swarm)\b/.test(document.text);
  asked.set(document, answer);
  return answer;
}
