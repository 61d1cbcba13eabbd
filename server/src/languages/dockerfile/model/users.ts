import { imageFacts } from '../../../images/base-images.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellCommand } from '../../../shell/read.js';
import type { InstructionOf } from '../syntax/tree.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from './dockerfile.js';
import { scriptsOf } from './script.js';
import { ofKind } from './state.js';
import { expandAt } from './variables.js';

/** The user and group of a USER instruction, expanded; undefined where the file does not tell them. */
export interface UserName {
  readonly user: string | undefined;
  readonly group: string | undefined;
}

export function userNameOf(document: Dockerfile, instruction: InstructionOf<'USER'>): UserName {
  const value = expandAt(document, instruction, instruction.rest).value?.replace(/^(['"])(.*)\1$/, '$2');
  const colon = value?.indexOf(':') ?? -1;
  if (value === undefined || colon === -1) return { user: value, group: undefined };
  return { user: value.slice(0, colon), group: value.slice(colon + 1) };
}

export function isRoot(user: string | undefined): boolean {
  return user === 'root' || (user !== undefined && /^0+$/.test(user));
}

export function isNumeric(user: string | undefined): boolean {
  return user !== undefined && /^\d+$/.test(user);
}

/** The last USER of a stage itself, without those of the stages that it starts from. */
export function lastUserOf(stage: Stage): InstructionOf<'USER'> | undefined {
  return ofKind(stage, 'USER').at(-1);
}

/** A user that exists in a stage: made there, or part of the base image. */
export interface Account {
  readonly name: string;
  readonly uid: number | undefined;
  readonly home: string | undefined;
  /** The index of the instruction that makes it; -1 for one of the base image. */
  readonly since: number;
}

const userOptions: ReadonlySet<string> = new Set([
  ...['u', 'uid', 'g', 'gid', 'G', 'groups', 's', 'shell', 'd', 'home-dir', 'home', 'h', 'b', 'base-dir'],
  ...['c', 'comment', 'gecos', 'k', 'skel', 'K', 'e', 'expiredate', 'f', 'inactive', 'p', 'password', 'ingroup'],
]);

/** The accounts that a stage is known to have, the later made last. */
export function accountsOf(document: Dockerfile, stage: Stage): readonly Account[] {
  const image = rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  const found: Account[] = [];
  for (const { name, uid } of [...(facts?.user ? [facts.user] : []), ...(facts?.users ?? [])]) {
    found.push({
      name,
      uid,
      home: name === 'root' ? '/root' : uid !== undefined && uid >= 1000 ? `/home/${name}` : undefined,
      since: -1,
    });
  }
  for (const part of [...stageChain(stage)].reverse()) {
    for (const run of ofKind(part, 'RUN')) {
      for (const script of scriptsOf(document, run)) {
        for (const command of script.commands) {
          const account = madeBy(command, facts?.packageManager === 'apk');
          if (account) found.push({ ...account, since: run.index });
        }
      }
    }
  }
  return found;
}

function madeBy(command: ShellCommand, busybox: boolean): Omit<Account, 'since'> | undefined {
  if (command.name !== 'useradd' && command.name !== 'adduser') return undefined;
  const { options, positionals } = commandOptions(command, userOptions);
  const name = (command.name === 'useradd' ? positionals.at(-1) : positionals[0])?.value;
  // `adduser name group` puts a user that exists into a group.
  if (name === undefined || !/^[a-z_][\w.-]*\$?$/i.test(name)) return undefined;
  if (command.name === 'adduser' && positionals.length > 1) return undefined;
  const optionValue = (...names: readonly string[]) => options.find((option) => names.includes(option.name))?.value;
  const uid = optionValue('u', 'uid');
  const home = optionValue('d', 'home-dir', 'home') ?? (busybox ? optionValue('h') : undefined);
  return { name, uid: uid !== undefined && /^\d+$/.test(uid) ? Number(uid) : undefined, home: home ?? `/home/${name}` };
}

/** The number of a user by its name, where the file or the image table tells it. */
export function uidOf(document: Dockerfile, stage: Stage, name: string): number | undefined {
  return accountsOf(document, stage).findLast((account) => account.name === name)?.uid;
}
