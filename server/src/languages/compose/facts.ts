import type { Fact, FactKind } from '../../core/facts.js';
import type { FileView } from '../../core/files.js';
import type { Span } from '../../core/text.js';
import type { ComposeDocument } from './document.js';
import { buildOf } from './model/build.js';
import { projectOf, resourcesOf } from './model/project.js';
import { itemsOf, type Place, textOf, type Value, valueAt } from './model/value.js';

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
 *   target refers to the stage `` (the last one).
 * - `image`: references, by repository; details `service`, `tag`.
 */
export function composeFacts(document: ComposeDocument, path: string, files: FileView): readonly Fact[] {
  const project = projectOf(document, path, files);
  const found: Fact[] = [];
  const add = (
    kind: FactKind,
    role: Fact['role'],
    scope: string,
    name: string,
    at: Place | undefined,
    service?: string,
    more: Record<string, string> = {},
  ): void => {
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
      add('image', 'reference', '', repository, image, name, { tag });
    }
    const build = buildOf(project, service);
    if (build?.dockerfile === undefined) continue;
    const { dockerfile } = build;
    add('file', 'reference', '', dockerfile, build.dockerfileText ?? build.contextText ?? build.place, name);
    add('stage', 'reference', dockerfile, build.target?.text?.toLowerCase() ?? '', build.target ?? build.place, name, {
      known: build.target && build.target.text === undefined ? 'no' : 'yes',
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
  return found;
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
