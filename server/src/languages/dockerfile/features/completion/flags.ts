import type { Items } from '../../../../core/completion-items.js';
import { flagsOf } from '../../grammar/flags.js';
import { accountsOf } from '../../model/users.js';
import { completeAccount } from './arguments.js';
import { completeFromFlag } from './images.js';
import { completeMount } from './mounts.js';
import { completeContextPath } from './paths.js';
import { type ArgumentPlace, type Word, wordAt } from './place.js';

const platforms = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/386',
  'linux/ppc64le',
  'linux/s390x',
  'linux/riscv64',
  'windows/amd64',
];

/** The flags that other extensions know. */
const commonFlags: ReadonlySet<string> = new Set([
  ...['chown', 'from', 'platform', 'interval', 'timeout', 'start-period', 'start-interval', 'retries'],
]);

/**
 * Completes a flag where one is begun.
 * @returns whether the cursor is in one, so that no argument is to be offered.
 */
export function completeFlag(place: ArgumentPlace, into: Items): boolean {
  const word = place.inHeredoc ? undefined : wordAt(place);
  if (!word?.typed.startsWith('-') || !onlyFlagsBefore(place, word)) return false;
  const equals = word.typed.indexOf('=');
  if (word.typed.startsWith('--') && equals !== -1) {
    completeValue(place, word.typed.slice(2, equals), word.start + equals + 1, into);
  } else offerNames(place, word, into);
  return true;
}

/** Offers the flags of an instruction behind what else may stand at an empty place. */
export function completeNewFlag(place: ArgumentPlace, into: Items): void {
  const word = place.inHeredoc ? undefined : wordAt(place);
  if (word?.typed === '' && onlyFlagsBefore(place, word)) offerNames(place, word, into);
}

function offerNames(place: ArgumentPlace, word: Word, into: Items): void {
  const { instruction } = place;
  const others = instruction.flags.filter(({ start }) => start !== word.span.start);
  const given = new Set(others.map(({ name }) => name.text));
  // In front of a value, only the name is replaced.
  const rest = place.text.slice(place.at, place.at + word.span.end - place.offset);
  const equals = rest.indexOf('=');
  const span = equals === -1 ? word.span : { start: word.span.start, end: place.offset + equals + 1 };
  for (const flag of flagsOf(instruction.kind)) {
    if (given.has(flag.name) && !flag.list) continue;
    const valued = flag.type !== 'boolean';
    const label = valued ? `--${flag.name}=` : `--${flag.name}`;
    into.add(span, label, {
      kind: 'property',
      ...(!valued && equals === -1 && { text: `${label} ` }),
      again: valued,
      detail: flag.summary,
      data: `flag:${instruction.kind}:${flag.name}`,
      common: commonFlags.has(flag.name),
    });
  }
}

function onlyFlagsBefore(place: ArgumentPlace, word: Word): boolean {
  const before = place.text.slice(place.from, word.start).trim();
  return before === '' || before.split(/\s+/).every((one) => one.startsWith('--') && one.length > 2);
}

function completeValue(place: ArgumentPlace, name: string, valueStart: number, into: Items): void {
  const { instruction, stage } = place;
  const typed = place.text.slice(valueStart, place.at);
  const word = wordAt(place);
  if (!word) return;
  const span = { start: word.span.start + valueStart - word.start, end: word.span.end };
  const offer = (labels: readonly string[], detail?: string): void => {
    for (const label of labels) into.add(span, label, { kind: 'enum', ...(detail !== undefined && { detail }) });
  };
  switch (name) {
    case 'platform':
      into.add(span, '$BUILDPLATFORM', { kind: 'variable', detail: 'where the build runs' });
      into.add(span, '$TARGETPLATFORM', { kind: 'variable', detail: 'what the build is for' });
      offer(platforms);
      return;
    case 'from':
      completeFromFlag(place, valueStart, true, into);
      return;
    case 'chown':
      if (typed === '') {
        // A user of people's range has a group of its own name; those of the system may not.
        for (const { name: user, uid } of stage ? accountsOf(place.context.document, stage) : []) {
          if (uid !== undefined && uid >= 1000 && uid < 60000) {
            into.add(span, `${user}:${user}`, { detail: 'user and its group' });
          }
        }
      }
      completeAccount(place, typed, span, into);
      return;
    case 'chmod':
      into.add(span, '755', { kind: 'enum', detail: 'rwxr-xr-x: programs and folders' });
      into.add(span, '644', { kind: 'enum', detail: 'rw-r--r--: files' });
      into.add(span, '555', { kind: 'enum', detail: 'r-xr-xr-x: programs that nobody changes' });
      into.add(span, '444', { kind: 'enum', detail: 'r--r--r--: files that nobody changes' });
      into.add(span, '700', { kind: 'enum', detail: 'rwx------: of the owner alone' });
      into.add(span, '600', { kind: 'enum', detail: 'rw-------: of the owner alone' });
      into.add(span, '+x', { kind: 'enum', detail: 'executable, the rest as in the source' });
      into.add(span, 'u=rwX,go=rX', { kind: 'enum', detail: 'symbolic' });
      return;
    case 'checksum':
      into.add(span, 'sha256:', { kind: 'value', detail: 'digest of the file' });
      return;
    case 'exclude':
      for (const pattern of ['**/*.md', '**/*.test.*', '**/node_modules'])
        into.add(span, pattern, { detail: 'pattern' });
      completeContextPath(place, typed, span, into);
      return;
    case 'network':
      into.add(span, 'default', { kind: 'enum', detail: 'the network of the build' });
      into.add(span, 'none', { kind: 'enum', detail: 'no network' });
      into.add(span, 'host', { kind: 'enum', detail: 'the network of the host; needs to be allowed' });
      return;
    case 'security':
      into.add(span, 'sandbox', { kind: 'enum', detail: 'the default' });
      into.add(span, 'insecure', { kind: 'enum', detail: 'without isolation; needs to be allowed' });
      return;
    case 'mount':
      completeMount(place, valueStart, into);
      return;
    case 'interval':
      offer(['30s', '10s', '1m', '5m'], 'time between two checks');
      return;
    case 'timeout':
      offer(['3s', '5s', '10s', '30s'], 'a check that takes longer has failed');
      return;
    case 'start-period':
      offer(['5s', '10s', '30s', '1m'], 'time to start in which failures do not count');
      return;
    case 'start-interval':
      offer(['1s', '2s', '5s'], 'time between two checks while it starts');
      return;
    case 'retries':
      offer(['3', '5', '1'], 'failures in a row until it is unhealthy');
      return;
    default:
      if (flagsOf(instruction.kind).some((flag) => flag.name === name && flag.type === 'boolean'))
        offer(['true', 'false']);
  }
}
