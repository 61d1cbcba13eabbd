import type { FileView } from '../../../core/files.js';
import { type GithubDocument, parseGithub } from '../document.js';
import { type ActionFile, actionOf } from './action-file.js';
import { type Workflow, workflowOf } from './workflow.js';

// Actions and workflows of the same repository, which a workflow uses. `null` where there is none, undefined where that is
// not known: then rules say nothing.

/** What an action's folder or a workflow's path leads to. */
export interface Beside<T> {
  readonly path: string;
  readonly value: T;
}

/** The action in a folder, given from the root of the files. */
export function actionIn(files: FileView, folder: string): Beside<ActionFile> | null | undefined {
  const base = folder === '' ? '' : `${folder}/`;
  let isKnown = true;
  for (const name of ['action.yml', 'action.yaml']) {
    const path = `${base}${name}`;
    const document = documentAt(files, path);
    if (document) {
      const action = actionOf(document);
      return action && { path, value: action };
    }
    if (document === undefined) isKnown = false;
  }
  return isKnown ? null : undefined;
}

/** The workflow at a path, given from the root of the files; also where GitHub would not look for one. */
export function workflowAt(files: FileView, path: string): Beside<Workflow> | null | undefined {
  if (!/\.ya?ml$/i.test(path)) return null;
  const document = documentAt(files, path);
  if (!document) return document;
  const workflow = workflowOf(document);
  return workflow && { path, value: workflow };
}

/** What was asked for last, by path. Each check has a view of the files of its own, and mostly asks for the same. */
const recent = new Map<string, GithubDocument>();
const mostRecent = 64;

/** Another file of the repository as a document. */
export function documentAt(files: FileView, path: string): GithubDocument | null | undefined {
  const text = files.read(path);
  if (typeof text !== 'string') return text;
  const before = recent.get(path);
  const document = before?.text === text ? before : parseGithub(text, before);
  recent.delete(path);
  recent.set(path, document);
  const oldest = recent.size > mostRecent ? recent.keys().next().value : undefined;
  if (oldest !== undefined) recent.delete(oldest);
  return document;
}
