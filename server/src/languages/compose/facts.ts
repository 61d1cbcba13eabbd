import type { Fact, FactKind } from '../../core/facts.js';
import type { FileView } from '../../core/files.js';
import { ancestors, join } from '../../core/path.js';
import type { Span } from '../../core/text.js';
import type { ComposeDocument } from './document.js';
import { buildOf } from './model/build.js';
import { type Project, projectOf, resourcesOf } from './model/project.js';
import { itemsOf, type Place, textOf, type Value, valueAt } from './model/value.js';
import { variableUses, wholeEnvFiles } from './model/variable-uses.js';

const resources = [
  ['networks', 'network'],
  ['volumes', 'volume'],
  ['configs', 'config'],
  ['secrets', 'secret'],
] as const;

/**
 * What a Compose file defines and what it wants of others, as far as it is written in this very file.
 * - `service` and the kinds of resources: definitions in the scope of the project's folder.
 * - `file`: references to Dockerfiles; details `service`.
 * - `stage`, `arg`, `secret-id`, `build-context`: references in the scope of a Dockerfile; details `service`. A build without a
 *   target refers to the stage `` (the last one); details `context`, the folder that it is built with.
 * - `image`: references, by repository; details `service`, `tag`.
 * - `variable`: references, in the scope of the project's `.env` and of those in folders above it. `` says that the project
 *   reads the file (details `more`: what other files of the project take from it), and `*` that it takes all of it.
 */
export function composeFacts(document: ComposeDocument, path: string, files: FileView): readonly Fact[] {
  const project = projectOf(document, path, files);
  const found: Fact[] = [];
  const add: Add = (kind, role, scope, name, at, service, more = {}) => {
    if (at?.file.path !== path) return;
    const details = { ...(service !== undefined && { service }), ...more };
    found.push({ kind, role, scope, name, span: unquoted(document.text, at.span), details });
  };
  for (const service of project.services.values()) {
    const { name } = service;
    add('service', 'definition', project.directory, name, service.place);
    const image = valueAt(service.value, 'image');
    const written = textOf(image);
    if (written) {
      const [, repository = written, tag = ''] = /^(.+?)(?::([^/:@]+))?(?:@.*)?$/.exec(written) ?? [];
      add('image', 'reference', repository, repository, image, name, { tag });
    }
    const build = buildOf(project, service);
    if (build?.dockerfile === undefined) continue;
    const { dockerfile } = build;
    add('file', 'reference', '', dockerfile, build.dockerfileText ?? build.contextText ?? build.place, name);
    add('stage', 'reference', dockerfile, build.target?.text?.toLowerCase() ?? '', build.target ?? build.place, name, {
      known: build.target && build.target.text === undefined ? 'no' : 'yes',
      context: build.context ?? '?',
    });
    for (const { key, place } of build.args.values()) add('arg', 'reference', dockerfile, key, place, name);
    for (const { key, place } of build.contexts.values())
      add('build-context', 'definition', dockerfile, key, place, name);
    for (const secret of itemsOf(valueAt(build.value, 'secrets'))) {
      const id = secretId(secret);
      if (id !== undefined) add('secret-id', 'definition', dockerfile, id, secret, name);
    }
  }
  for (const [section, kind] of resources)
    for (const { key, place } of resourcesOf(project, section).values())
      add(kind, 'definition', project.directory, key, place);
  addVariables(project, add);
  return found;
}

type Add = (
  kind: FactKind,
  role: Fact['role'],
  scope: string,
  name: string,
  at: Place | undefined,
  service?: string,
  more?: Record<string, string>,
) => void;

/** So many folders above its own may be where a Compose file is used from. */
const mostFoldersAbove = 3;

function addVariables(project: Project, add: Add): void {
  const { main, directory } = project;
  const own = join(directory, '.env');
  const above = ancestors(own).slice(1, 1 + mostFoldersAbove);
  const here = new Set<string>();
  const elsewhere = new Set<string>();
  for (const { name, place } of variableUses(project)) {
    if (place.file !== main) elsewhere.add(name);
    else {
      add('variable', 'reference', own, name, place);
      if (!here.has(name)) for (const folder of above) add('variable', 'reference', join(folder, '.env'), name, place);
      here.add(name);
    }
  }
  for (const { path, place } of wholeEnvFiles(project)) add('variable', 'reference', path, '*', place);
  const top = { file: main, span: { start: 0, end: 0 } };
  const more: Record<string, string> = elsewhere.size > 0 ? { more: [...elsewhere].join(' ') } : {};
  add('variable', 'reference', own, '', top, undefined, more);
}

/** The id under which the Dockerfile mounts a build secret. */
export function secretId(value: Value): string | undefined {
  return value.kind === 'text' ? value.text : (textOf(valueAt(value, 'target')) ?? textOf(valueAt(value, 'source')));
}

/** A scalar's span without its quotes, so that a rename leaves them. */
function unquoted(text: string, { start, end }: Span): Span {
  const quoted = end - start >= 2 && /["']/.test(text[start] ?? '') && text[end - 1] === text[start];
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
