/** What is wrong with the name of a ref, as git and GitHub see it; undefined for one that may be. */
export function refProblem(ref: string): 'empty' | 'character' | 'at' | 'sequence' | 'edge' | 'component' | undefined {
  if (ref === '') return 'empty';
  if (/[\s?*[\]\\~^:\p{Cc}]/u.test(ref)) return 'character';
  // What stands before a second "@" is not the action any more.
  if (ref.includes('@')) return 'at';
  if (/\.\.|\/\//.test(ref)) return 'sequence';
  if (/^[/.]|[/.]$/.test(ref)) return 'edge';
  return ref.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock')) ? 'component' : undefined;
}
