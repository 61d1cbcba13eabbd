import type { FileView } from '../../../core/files.js';
import type { GithubDocument } from '../document.js';
import { documentAt } from './beside.js';
import { workflowsBeside } from './callers.js';
import { isSame, isShared, type NameAt, type NameUse, namesIn, scopeOf } from './names.js';

/** All places that mean the same as a name, in its own file first; those of other files where they can mean it. */
export function sameNames(
  use: NameUse,
  { document, path, files }: { readonly document: GithubDocument; readonly path: string; readonly files: FileView },
): readonly NameAt[] {
  const at = (where: string, names: readonly NameUse[]): readonly NameAt[] =>
    names.filter((one) => isSame(one, use)).map((one) => ({ path: where, use: one }));
  const own = at(path, namesIn(document, path));
  if (!isShared(use)) return own;
  const others = new Set<string>();
  if (scopeOf(use.scope) !== scopeOf(path)) others.add(use.scope);
  for (const beside of workflowsBeside(path, files, (text) => text.includes('uses:')) ?? []) others.add(beside.path);
  others.delete(path);
  return [...own, ...[...others].flatMap((other) => at(...namesOfOther(other, files)))];
}

function namesOfOther(path: string, files: FileView): [string, readonly NameUse[]] {
  for (const spelling of [path, path.replace(/action\.yml$/, 'action.yaml')]) {
    const document = documentAt(files, spelling);
    if (document) return [spelling, namesIn(document, spelling)];
  }
  return [path, []];
}
