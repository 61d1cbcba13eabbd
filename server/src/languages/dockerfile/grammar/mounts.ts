export interface MountTypeHelp {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

export const mountTypes: readonly MountTypeHelp[] = [
  {
    name: 'cache',
    summary: 'a folder that is kept between builds',
    text: 'Not part of the image. Builds share the one of the same `id`, which is the target by default.',
  },
  {
    name: 'bind',
    summary: 'files of the context, a stage or an image',
    text: 'Read-only; what is written with `rw` is thrown away. The default type.',
  },
  {
    name: 'secret',
    summary: 'a secret of the build',
    text: 'A file below `/run/secrets`, or with `env` a variable. It never gets into the image.',
  },
  { name: 'ssh', summary: 'the SSH agent of who builds', text: 'A socket, to which `SSH_AUTH_SOCK` points.' },
  { name: 'tmpfs', summary: 'an empty folder in memory', text: 'Thrown away after the command.' },
];

export interface MountKeyHelp {
  readonly name: string;
  /** Other names of the same key. */
  readonly other: readonly string[];
  /** Whether it can stand without a value. */
  readonly flag: boolean;
  readonly summary: string;
  /** The types that take it. */
  readonly types: readonly string[];
  /** All values that it can have, where they are few. */
  readonly values?: readonly string[];
}

const all = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];

const keys: readonly MountKeyHelp[] = [
  { name: 'type', other: [], flag: false, summary: 'cache, bind, secret, ssh or tmpfs', types: all },
  { name: 'target', other: ['dst', 'destination'], flag: false, summary: 'where it shows up', types: all },
  {
    name: 'source',
    other: ['src'],
    flag: false,
    summary: 'path in what from names, or in the context',
    types: ['bind', 'cache'],
  },
  { name: 'from', other: [], flag: false, summary: 'a stage, an image or a named context', types: ['bind', 'cache'] },
  { name: 'id', other: [], flag: false, summary: 'its name', types: ['cache', 'secret', 'ssh'] },
  {
    name: 'sharing',
    other: [],
    flag: false,
    summary: 'shared, private or locked',
    types: ['cache'],
    values: ['shared', 'private', 'locked'],
  },
  { name: 'env', other: [], flag: false, summary: 'variable that holds the secret', types: ['secret'] },
  { name: 'required', other: [], flag: true, summary: 'the build stops where it is missing', types: ['secret', 'ssh'] },
  { name: 'readonly', other: ['ro'], flag: true, summary: 'nothing can be written', types: ['bind', 'cache'] },
  {
    name: 'readwrite',
    other: ['rw'],
    flag: true,
    summary: 'can be written; what was written is lost',
    types: ['bind'],
  },
  { name: 'mode', other: [], flag: false, summary: 'mode, in octal', types: ['cache', 'secret', 'ssh'] },
  { name: 'uid', other: [], flag: false, summary: 'number of the owner', types: ['cache', 'secret', 'ssh'] },
  { name: 'gid', other: [], flag: false, summary: 'number of the group', types: ['cache', 'secret', 'ssh'] },
  { name: 'size', other: [], flag: false, summary: 'at most this many bytes', types: ['tmpfs'] },
];

/** The keys that a mount of a type takes; all of them for a type that does not exist. */
export function mountKeys(type: string): readonly MountKeyHelp[] {
  return all.includes(type) ? keys.filter((key) => key.types.includes(type)) : keys;
}

export function mountKey(name: string): MountKeyHelp | undefined {
  return keys.find((key) => key.name === name || key.other.includes(name));
}
