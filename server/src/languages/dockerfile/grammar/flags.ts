import type { InstructionKind } from '../syntax/tree.js';

export interface FlagHelp {
  readonly name: string;
  readonly type: 'boolean' | 'value';
  /** Whether it may be given more than once. */
  readonly list: boolean;
  /** In a line, for completion lists. */
  readonly summary: string;
  /** Markdown. */
  readonly text: string;
  /** All values that it can have, where they are few; it takes no variables then. */
  readonly values: readonly string[] | undefined;
  /** The first version of the frontend that has it. */
  readonly since: string | undefined;
  /** The first version of the frontend's labs channel that has it, where it was there earlier. */
  readonly labs: string | undefined;
}

function flag(
  name: string,
  summary: string,
  text: string,
  more: {
    readonly since?: string;
    readonly labs?: string;
    readonly type?: 'boolean';
    readonly list?: true;
    readonly values?: readonly string[];
  } = {},
): FlagHelp {
  const { since, labs, type = 'value', list = false, values } = more;
  return { name, summary, text, since, labs, type, list, values };
}

const copies: readonly FlagHelp[] = [
  flag(
    'chown',
    'owner of the copied files',
    '`user[:group]`, names that the image knows or numbers. Without it: root.',
  ),
  flag('chmod', 'mode of the copied files', 'Octal (`755`), or symbolic (`u=rwX,go=rX`) from 1.14 on.', {
    since: '1.2',
  }),
  flag(
    'link',
    'a layer that does not depend on those before it',
    'The layer stays valid when those below change. Links at the destination are not followed.',
    { since: '1.4', type: 'boolean' },
  ),
  flag('exclude', 'what to leave out', 'A pattern as in the sources; may be repeated.', {
    since: '1.19',
    labs: '1.7',
    list: true,
  }),
];

const help: Readonly<Partial<Record<InstructionKind, readonly FlagHelp[]>>> = {
  FROM: [
    flag(
      'platform',
      'platform of the image',
      '`os/arch[/variant]`. `$BUILDPLATFORM` runs the stage on the machine that builds, for cross-compiling.',
    ),
  ],
  COPY: [
    flag('from', 'a stage, an image or a named context', 'Copies from there instead of from the build context.'),
    ...copies,
    flag('parents', 'keep the folders of the sources', '`/./` in a source marks where the kept part begins.', {
      since: '1.20',
      labs: '1.7',
      type: 'boolean',
    }),
  ],
  ADD: [
    ...copies,
    flag(
      'checksum',
      'digest of what is fetched',
      '`sha256:…` of the file at an address, or the commit of a Git source.',
      {
        since: '1.6',
      },
    ),
    flag('keep-git-dir', 'keep .git of a Git source', 'Without it, only the files of the commit come along.', {
      since: '1.1',
      type: 'boolean',
    }),
    flag('unpack', 'whether to unpack archives', 'Without it, local archives are unpacked and fetched ones are not.', {
      since: '1.17',
      type: 'boolean',
    }),
  ],
  RUN: [
    flag(
      'mount',
      'a cache, secret, folder or socket for this command',
      'Keys and values with commas in between: `type=cache,target=/path`.',
      {
        since: '1.2',
        list: true,
      },
    ),
    flag('network', 'network of this command', '`default`, `none` or `host`; the last needs to be allowed.', {
      since: '1.3',
      values: ['default', 'none', 'host'],
    }),
    flag('security', 'how far the command is kept in', '`sandbox`, or `insecure`, which needs to be allowed.', {
      since: '1.20',
      labs: '1.1',
      values: ['sandbox', 'insecure'],
    }),
    flag('device', 'a device of the host (labs)', '`[name=]device[,required]`.', { labs: '1.14', list: true }),
  ],
  HEALTHCHECK: [
    flag('interval', 'time between two checks', 'A duration; 30s by default.'),
    flag('timeout', 'when a check has failed', 'A check that takes longer has failed; 30s by default.'),
    flag('start-period', 'time to start', 'Failures in it do not count; 0s by default.'),
    flag('start-interval', 'time between two checks while it starts', '5s by default. Needs Docker Engine 25.'),
    flag('retries', 'failures in a row until it is unhealthy', '3 by default.'),
  ],
};

/** The flags of an instruction, the most used first. */
export function flagsOf(kind: InstructionKind): readonly FlagHelp[] {
  return help[kind] ?? [];
}

export function flagHelp(kind: InstructionKind, name: string): FlagHelp | undefined {
  return flagsOf(kind).find((one) => one.name === name);
}
