/** An image name as the builder reads it. Offsets are those of the text that was parsed. */
export interface ImageReference {
  /** As written, without a registry of Docker Hub: `docker.io/library/python` and `python` both give `python`. */
  readonly repository: string;
  /** `docker.io` where none is written. */
  readonly registry: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** End of the name part: where a tag or digest starts, or would. */
  readonly nameEnd: number;
}

export type ReferenceProblem =
  | 'empty-tag'
  | 'invalid-tag'
  | 'empty-digest'
  | 'invalid-digest'
  | 'uppercase'
  | 'invalid-name';

const tagPattern = /^[\w][\w.-]{0,127}$/;
const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const componentPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const hostPattern =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;

/** Whether it is a digest of an algorithm that the builder knows, in full length. */
export function isDigest(text: string): boolean {
  return digestPattern.test(text);
}

const longestPath = 255;

export function parseReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const colon = beforeDigest.lastIndexOf(':');
  const tagged = colon > beforeDigest.lastIndexOf('/');
  const name = tagged ? beforeDigest.slice(0, colon) : beforeDigest;
  const { registry, repository } = splitName(name);
  return {
    registry,
    repository,
    tag: tagged ? beforeDigest.slice(colon + 1) : undefined,
    digest: at === -1 ? undefined : text.slice(at + 1),
    nameEnd: name.length,
  };
}

function splitName(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = first !== '' && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  if (!hasRegistry) return { registry: 'docker.io', repository: name.replace(/^library\/(?=[^/]+$)/, '') };
  const rest = name.slice(slash + 1);
  const hub = first === 'docker.io' || first === 'index.docker.io';
  if (hub) return { registry: 'docker.io', repository: rest.replace(/^library\/(?=[^/]+$)/, '') };
  return { registry: first, repository: name };
}

/** What makes a literal reference one that the builder refuses. */
export function referenceProblem(text: string): ReferenceProblem | undefined {
  const reference = parseReference(text);
  const { tag, digest } = reference;
  if (digest !== undefined) {
    if (digest === '') return 'empty-digest';
    if (!isDigest(digest)) return 'invalid-digest';
  }
  if (tag === '') return 'empty-tag';
  if (tag !== undefined && !tagPattern.test(tag)) return 'invalid-tag';
  const name = text.slice(0, reference.nameEnd);
  const slash = name.indexOf('/');
  const host = reference.registry !== 'docker.io' || /^(?:index\.)?docker\.io\//.test(name);
  if (host && !hostPattern.test(name.slice(0, slash))) return 'invalid-name';
  const path = host ? name.slice(slash + 1) : name;
  // The identifier of an image alone is no name.
  if (path.length > longestPath || /^[0-9a-f]{64}$/.test(text)) return 'invalid-name';
  if (path.split('/').every((part) => componentPattern.test(part))) return undefined;
  return path
    .toLowerCase()
    .split('/')
    .every((part) => componentPattern.test(part))
    ? 'uppercase'
    : 'invalid-name';
}
