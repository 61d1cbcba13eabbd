import { basename, join } from '../../../core/path.js';
import type { InstructionOf, JsonElement } from '../syntax/tree.js';
import { contextSources } from './build-context.js';
import { type Dockerfile, type Stage, stageChain } from './dockerfile.js';
import { ofKind, workdirAt } from './state.js';
import { expandAt } from './variables.js';

/** The element that names a script: the first, or the one that a shell is given. */
export function scriptOf({ json }: InstructionOf<'ENTRYPOINT'> | InstructionOf<'CMD'>): JsonElement | undefined {
  const [first, second] = json?.elements ?? [];
  if (!first?.value) return undefined;
  const shell = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)$/.test(first.value);
  return shell ? (second?.value?.startsWith('-') ? undefined : second) : first;
}

/** The file of the build context that a stage copies to a path, or to that name in a directory of PATH. */
export function sourceOf(document: Dockerfile, stage: Stage, script: string): string | undefined {
  for (const part of stageChain(stage)) {
    const copies = [...ofKind(part, 'COPY'), ...ofKind(part, 'ADD')].sort((a, b) => b.index - a.index);
    for (const copy of copies) {
      const { destination } = copy;
      const into = destination && expandAt(document, copy, destination).value;
      if (into === undefined) continue;
      const workdir = workdirAt(document, copy) ?? '/';
      const target = into.startsWith('/') ? join('/', into) : join(workdir, into);
      const named = script.includes('/');
      const wanted = named ? join(script.startsWith('/') ? '/' : workdir, script) : script;
      for (const { text } of contextSources(copy)) {
        const name = basename(text.replace(/\/+$/, ''));
        const matches = named
          ? target === wanted || join(target, name) === wanted
          : basename(target) === wanted || name === wanted;
        if (matches) return text;
        if (named && wanted.startsWith(`${target === '/' ? '' : target}/`) && !/\.\w+$/.test(name)) {
          return join(text, wanted.slice(target === '/' ? 1 : target.length + 1));
        }
      }
    }
  }
  return undefined;
}
