import { below, resolvePath } from '../../../core/path.js';
import { keyed } from './merge.js';
import type { Project, Service } from './project.js';
import { booleanOf, type Member, type Place, type Text, textOf, type Value, valueAt } from './value.js';

/** How a service is built, with paths from the root of the host's files. */
export interface Build {
  readonly service: Service;
  readonly value: Value;
  /** The folder that is sent to the builder; undefined for a remote or unknown one. */
  readonly context: string | undefined;
  readonly contextText: Text | undefined;
  /** Undefined for a Dockerfile that is remote, unknown or written inline. */
  readonly dockerfile: string | undefined;
  readonly dockerfileText: Text | undefined;
  /** The Dockerfile as seen from the project's folder, for messages: they say the same on every machine. */
  readonly shown: string;
  readonly inline: Text | undefined;
  readonly target: Text | undefined;
  readonly args: ReadonlyMap<string, Member>;
  readonly contexts: ReadonlyMap<string, Member>;
  /** Where it is told to build at all. */
  readonly place: Place;
}

const none: ReadonlyMap<string, Member> = new Map();

/** How a service is built; undefined where it is not. */
export function buildOf(project: Project, service: Service): Build | undefined {
  const value = valueAt(service.value, 'build');
  if (!value || value.kind === 'list') return undefined;
  const contextValue = value.kind === 'text' ? value : valueAt(value, 'context');
  const written = contextValue ? textOf(contextValue) : '.';
  // What another file or an include says is relative to a folder of its own, which the merged model does not keep.
  const own = value.file.role === 'file';
  const local = own && written !== undefined && !isRemote(written);
  const context = local ? resolvePath(project.directory, written) : undefined;
  const fileValue = valueAt(value, 'dockerfile');
  const file = fileValue ? textOf(fileValue) : 'Dockerfile';
  const inline = valueAt(value, 'dockerfile_inline');
  const target = valueAt(value, 'target');
  const dockerfile = context === undefined || file === undefined || inline ? undefined : resolvePath(context, file);
  return {
    service,
    value,
    shown:
      dockerfile === undefined
        ? ''
        : (below(project.directory, dockerfile) ?? dockerfile.slice(dockerfile.lastIndexOf('/') + 1)),
    context,
    contextText: contextValue?.kind === 'text' ? contextValue : undefined,
    dockerfile,
    dockerfileText: fileValue?.kind === 'text' ? fileValue : undefined,
    inline: inline?.kind === 'text' ? inline : undefined,
    target: target?.kind === 'text' ? target : undefined,
    args: keyed(valueAt(value, 'args'))?.members ?? none,
    contexts: keyed(valueAt(value, 'additional_contexts'))?.members ?? none,
    place: value,
  };
}

/** Whether a context is an address that the builder fetches. */
export function isRemote(context: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\/|\.git(?:#|$)/i.test(context);
}

/** Whether a service switches its health check off or has one. Undefined where Compose says nothing of it. */
export function healthcheckOf(service: Service): 'set' | 'none' | undefined {
  const check = valueAt(service.value, 'healthcheck');
  if (!check) return undefined;
  if (booleanOf(valueAt(check, 'disable'))) return 'none';
  const test = valueAt(check, 'test');
  if (!test) return undefined;
  const first = test.kind === 'list' ? textOf(test.items[0]) : textOf(test);
  return first === 'NONE' ? 'none' : 'set';
}
