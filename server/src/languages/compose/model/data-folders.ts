import type { KnownImage } from '../images.js';
import { type Mount, mountOf } from './mounts.js';
import type { Service } from './project.js';
import { itemsOf, textOf, textsOf, valueAt } from './value.js';

// Where a known image's data ends up.

export interface Mounts {
  readonly mounts: readonly Mount[];
  /** Targets of tmpfs mounts of the short form. */
  readonly memory: readonly string[];
  /** Whether something is mounted of which the place is not known. */
  readonly unknown: boolean;
}

export function mountsOf({ value }: Service): Mounts {
  const items = itemsOf(valueAt(value, 'volumes'));
  const mounts = items.flatMap((item) => mountOf(item) ?? []);
  const memory = textsOf(valueAt(value, 'tmpfs')).map(({ text }) => text.split(':')[0] ?? '');
  const unknown = mounts.length < items.length || valueAt(value, 'volumes_from') !== undefined;
  return { mounts, memory, unknown };
}

/** A path without slashes at its end. */
export function trimmed(path: string): string {
  return path.replace(/(?<=.)\/+$/, '');
}

/** Whether a path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  const [one, two] = [trimmed(path), trimmed(folder)];
  return one === two || one.startsWith(two === '/' ? '/' : `${two}/`);
}

/** Whether a mount keeps what is in a folder, as a whole or in part; undefined where that is not known. */
export function isKept(service: Service, { data }: KnownImage): boolean | undefined {
  const { mounts, memory, unknown } = mountsOf(service);
  const targets = [...mounts.map(({ target }) => target), ...memory];
  const folder = data[0];
  if (folder === undefined) return undefined;
  if (targets.some((target) => isWithin(folder, target) || isWithin(target, folder))) return true;
  return unknown ? undefined : false;
}

const otherFolder = /data_directory|--datadir|--dbpath|--storage\.tsdb\.path|--dir\b|-dir=/;

/** Whether a service tells its program to keep its data in another folder than the image does. */
export function hasOwnFolder(service: Service, environment: ReadonlyMap<string, unknown>): boolean {
  if (
    ['PGDATA', 'KAFKA_LOG_DIRS', 'RABBITMQ_MNESIA_BASE', 'GF_PATHS_DATA', 'path.data'].some((one) =>
      environment.has(one),
    )
  )
    return true;
  const command = valueAt(service.value, 'command');
  return otherFolder.test(
    textOf(command) ??
      textsOf(command)
        .map(({ text }) => text)
        .join(' '),
  );
}
