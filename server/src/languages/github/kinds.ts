import { basename, dirname } from '../../core/path.js';

/**
 * - `workflow`: right in `.github/workflows`, where GitHub looks for them.
 * - `action`: the metadata of an action, `action.yml` in any folder.
 * - `dependabot`: `.github/dependabot.yml`.
 * - `pre-commit`: the hooks of pre-commit, which run on CI as well; only their sources are checked.
 */
export type GithubKind = 'workflow' | 'action' | 'dependabot' | 'pre-commit';

/** What a path says that a file is. */
export function kindOf(path: string): GithubKind | undefined {
  const name = basename(path).toLowerCase();
  if (!/\.ya?ml$/.test(name)) return undefined;
  const folder = dirname(path);
  if (/(?:^|\/)\.github\/workflows$/.test(folder)) return 'workflow';
  if (/^action\.ya?ml$/.test(name)) return 'action';
  if (/^dependabot\.ya?ml$/.test(name) && /(?:^|\/)\.github$/.test(folder)) return 'dependabot';
  if (/^\.pre-commit-config\.ya?ml$/.test(name)) return 'pre-commit';
  return undefined;
}

/** The root of the repository that a workflow or an action belongs to, as far as its path tells; else of the workspace. */
export function repositoryRoot(path: string): string {
  const at = path.lastIndexOf('/.github/');
  if (at !== -1) return path.slice(0, at);
  return '';
}

/** Whether a text that begins so is one of ours although its path does not say so, as in an editor's unsaved file. */
export function looksLikeWorkflow(head: string): boolean {
  return /^(?:on|"on"|'on'):/m.test(head) && /^jobs:/m.test(head) && /^ +(?:runs-on|uses):/m.test(head);
}
