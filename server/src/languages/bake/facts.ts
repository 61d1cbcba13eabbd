import type { Fact, FactKind } from '../../core/facts.js';
import { dirname, resolvePath } from '../../core/path.js';
import type { BakeDocument, BakeTarget, BakeText } from './read.js';

/**
 * What a Bake file wants of Dockerfiles, as a Compose file does: `file`, `stage`, `arg` and `secret-id` that it names, and the
 * `build-context`s that it gives; details `service`, the target's name, and of a stage `context`, the folder that it is built
 * with.
 */
export function bakeFacts(document: BakeDocument, path: string): readonly Fact[] {
  const found: Fact[] = [];
  for (const target of document.targets) {
    const built = dockerfileOf(document, target, path, []);
    if (!built) continue;
    const { dockerfile } = built;
    const add = (kind: FactKind, role: Fact['role'], name: string, at: BakeText, more = {}): void => {
      const scope = kind === 'file' ? '' : dockerfile;
      found.push({
        kind,
        role,
        scope,
        name,
        span: { start: at.start, end: at.end },
        details: { service: target.name.text, ...more },
      });
    };
    add('file', 'reference', dockerfile, target.dockerfile ?? target.context ?? target.name);
    add('stage', 'reference', target.stage?.text.toLowerCase() ?? '', target.stage ?? target.name, {
      context: built.context,
    });
    for (const arg of target.args) add('arg', 'reference', arg.text, arg);
    for (const context of target.contexts) add('build-context', 'definition', context.text, context);
    for (const secret of target.secrets) add('secret-id', 'definition', secret.text, secret);
  }
  return found;
}

/** The Dockerfile of a target, its own or inherited; undefined where it is remote, inline or not known. */
function dockerfileOf(
  document: BakeDocument,
  target: BakeTarget,
  path: string,
  seen: readonly BakeTarget[],
): { readonly context: string; readonly dockerfile: string } | undefined {
  if (target.inline || seen.includes(target)) return undefined;
  const context = inherited(document, target, 'context', [])?.text ?? '.';
  const dockerfile = inherited(document, target, 'dockerfile', [])?.text ?? 'Dockerfile';
  if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) return undefined;
  // Paths are relative to the folder that bake is started in, which is mostly the file's own.
  const folder = resolvePath(dirname(path), context);
  return { context: folder, dockerfile: resolvePath(folder, dockerfile) };
}

function inherited(
  document: BakeDocument,
  target: BakeTarget,
  key: 'context' | 'dockerfile',
  seen: readonly BakeTarget[],
): BakeText | undefined {
  if (target[key] || seen.includes(target)) return target[key];
  for (const name of [...target.inherits].reverse()) {
    const base = document.targets.find((one) => one.name.text === name.text);
    const found = base && inherited(document, base, key, [...seen, target]);
    if (found) return found;
  }
  return undefined;
}
