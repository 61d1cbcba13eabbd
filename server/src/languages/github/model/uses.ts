import type { YamlEntry, YamlScalar } from '../../../yaml/tree.js';

/** `owner/repo[/path]@ref`; offsets are those of the text. */
export interface RepositoryUse {
  readonly kind: 'repository';
  readonly owner: string;
  readonly repo: string;
  /** Below the repository, without slashes around it; empty for its root. */
  readonly path: string;
  /** Undefined where no `@` is written. */
  readonly ref: string | undefined;
  readonly refAt: number;
  /** `owner/repo[/path]` in lower case, as all actions are compared. */
  readonly slug: string;
}

/** `docker://image`. */
export interface DockerUse {
  readonly kind: 'docker';
  readonly image: string;
  readonly imageAt: number;
}

/** `./path` of the workspace as it is then, or `$/path` of the commit that the workflow is from. */
export interface LocalUse {
  readonly kind: 'local';
  readonly root: './' | '$/';
  /** From the root of the repository, without slashes around it. */
  readonly path: string;
}

/** What fits no form, and what an expression decides. */
export interface OtherUse {
  readonly kind: 'invalid' | 'expression';
}

export type UsesForm = RepositoryUse | DockerUse | LocalUse | OtherUse;

/** A `uses` as written. */
export interface Uses {
  readonly scalar: YamlScalar;
  readonly entry: YamlEntry;
  readonly text: string;
  readonly form: UsesForm;
}

/** Reads the text of a `uses`. */
export function usesForm(text: string): UsesForm {
  if (text.includes('${{')) return { kind: 'expression' };
  if (text.startsWith('docker://')) return { kind: 'docker', image: text.slice(9), imageAt: 9 };
  const local = /^(\.[/\\]|\$\/)(.*)$/s.exec(text);
  if (local) {
    const [, root, path = ''] = local;
    const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
    return { kind: 'local', root: root === '$/' ? '$/' : './', path: parts.join('/') };
  }
  if (text === '.') return { kind: 'local', root: './', path: '' };
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const [owner = '', repo = '', ...path] = name.split('/');
  if (!/^[\w.-]+$/.test(owner) || !/^[\w.-]+$/.test(repo)) return { kind: 'invalid' };
  const below = path.filter((part) => part !== '').join('/');
  return {
    kind: 'repository',
    owner,
    repo,
    path: below,
    ref: at === -1 ? undefined : text.slice(at + 1),
    refAt: at === -1 ? text.length : at + 1,
    slug: (below === '' ? `${owner}/${repo}` : `${owner}/${repo}/${below}`).toLowerCase(),
  };
}

/** Whether a `uses` is of an action, by its lower-case slug; with any path below it unless one is given. */
export function isAction(uses: Uses | undefined, ...slugs: readonly string[]): boolean {
  return uses?.form.kind === 'repository' && slugs.includes(uses.form.slug);
}

/** The major version that a ref tells: `v4`, `v4.2.1`, `4`. Undefined for branches and commits. */
export function majorOf(ref: string | undefined): number | undefined {
  const match = /^v?(\d{1,4})(?:\.\d+){0,3}(?:[-+].*)?$/.exec(ref ?? '');
  return match ? Number(match[1]) : undefined;
}

/** Whether a ref is a whole commit hash. */
export function isCommit(ref: string | undefined): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref ?? '');
}
