import type { YamlScalar } from '../../../yaml/tree.js';
import { type GithubDocument, rootOf } from '../document.js';
import { scalarIn, seqIn, textIn } from './nodes.js';
import type { RepositoryUse } from './uses.js';

/** A repository that pre-commit takes hooks from. */
export interface HookSource {
  readonly scalar: YamlScalar;
  /** Its address as written. */
  readonly url: string;
  readonly rev: string | undefined;
}

/** The repositories of `repos`, without the ones that are no repository: `local` and `meta`. */
export function hookSources(document: GithubDocument): readonly HookSource[] {
  return (seqIn(rootOf(document), 'repos')?.items ?? []).flatMap(({ value }) => {
    const scalar = scalarIn(value, 'repo');
    if (!scalar || scalar.text === 'local' || scalar.text === 'meta' || scalar.text === '') return [];
    return [{ scalar, url: scalar.text, rev: textIn(value, 'rev') }];
  });
}

/** A source as an action would name it, so that patterns of actions fit it; only `*` fits those from elsewhere than GitHub. */
export function asUse({ url, rev }: HookSource): Pick<RepositoryUse, 'slug' | 'ref'> {
  const at = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?github\.com(?::\d+)?[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i.exec(url);
  return { slug: at ? `${at[1]}/${at[2]}`.toLowerCase() : url, ref: rev };
}
