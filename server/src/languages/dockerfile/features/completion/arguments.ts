import type { Items } from '../../../../core/completion-items.js';
import { imageFacts } from '../../../../images/base-images.js';
import { signals } from '../../grammar/signals.js';
import { rootImage, type Stage } from '../../model/dockerfile.js';
import { accountsOf } from '../../model/users.js';
import { globalArguments, namesAt, variableAt } from '../../model/variables.js';
import { completeImagePath } from './paths.js';
import { type ArgumentPlace, wordAt } from './place.js';

// The arguments of the small instructions. Each function fills in what may stand at the cursor.

export function completeArg(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (!word || word.typed.includes('=') || !place.stage) return;
  // Arguments from above the first FROM, which a stage sees only once it declares them.
  const { document } = place.context;
  const own = new Set(namesAt(document, place.instruction));
  for (const arg of document.globals) {
    for (const { key, value } of arg.pairs) {
      if (own.has(key.text)) continue;
      into.add(word.span, key.text, {
        kind: 'variable',
        detail: value ? `= ${value.text}` : 'ARG above the first FROM',
      });
    }
  }
  for (const name of globalArguments) {
    if (!own.has(name)) into.add(word.span, name, { kind: 'variable', detail: 'set by the builder' });
  }
}

const labels: readonly { readonly key: string; readonly detail: string }[] = [
  { key: 'title', detail: 'name of the image for people' },
  { key: 'description', detail: 'what the image is, for people' },
  { key: 'source', detail: 'address of the source code' },
  { key: 'version', detail: 'version of the software inside' },
  { key: 'revision', detail: 'revision of the source, such as a commit' },
  { key: 'created', detail: 'when the image was built, as RFC 3339' },
  { key: 'authors', detail: 'who is responsible for the image' },
  { key: 'licenses', detail: 'licences, as an SPDX expression' },
  { key: 'vendor', detail: 'who distributes the image' },
  { key: 'url', detail: 'address with more about the image' },
  { key: 'documentation', detail: 'address of the documentation' },
  { key: 'ref.name', detail: 'name of the reference' },
  { key: 'base.name', detail: 'reference of the base image' },
  { key: 'base.digest', detail: 'digest of the base image' },
];

export function completeLabel(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (!word || /[="']/.test(word.typed)) return;
  const present = place.instruction.kind === 'LABEL' ? place.instruction.pairs.map((pair) => pair.key.text) : [];
  const valued = place.context.text.charAt(word.span.end) === '=' || /=/.test(place.text.slice(place.at, place.lineTo));
  const end = place.text.slice(place.at, place.lineTo).search(/[=\s]/);
  const span = end === -1 ? word.span : { start: word.span.start, end: place.offset + end };
  for (const { key, detail } of labels) {
    const name = `org.opencontainers.image.${key}`;
    if (present.includes(name) && word.typed !== name) continue;
    into.add(span, name, {
      kind: 'property',
      detail,
      ...(valued ? {} : { text: `${name}="$1"`, snippet: true }),
    });
  }
}

export function completeWorkdir(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (!word) return;
  completeImagePath(place, word.span, into, false);
  for (const path of ['/app', '/src', '/workspace'])
    into.add(word.span, path, { kind: 'folder', detail: 'often used' });
}

export function completeExpose(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (!word) return;
  const slash = word.typed.indexOf('/');
  if (slash !== -1) {
    const span = { start: word.span.start + slash + 1, end: word.span.end };
    for (const protocol of ['tcp', 'udp', 'sctp']) into.add(span, protocol, { kind: 'enum', detail: 'protocol' });
    return;
  }
  const { document } = place.context;
  const { stage } = place;
  for (const name of namesAt(document, place.instruction)) {
    if (!/(?:^|_)PORT$/.test(name)) continue;
    const value = variableAt(document, place.instruction, name)?.value;
    if (value !== undefined && /^\d+$/.test(value)) into.add(word.span, value, { detail: `of ${name}` });
    into.add(word.span, `$${name}`, { kind: 'variable', detail: value === undefined ? 'port' : `= ${value}` });
  }
  const facts = stage && factsOf(stage);
  for (const port of facts?.ports ?? []) into.add(word.span, port, { detail: `of ${facts?.name}` });
  for (const port of ['8080', '3000', '8000', '80', '443', '5000']) into.add(word.span, port, { detail: 'often used' });
}

export function completeSignal(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (!word) return;
  const base = place.stage && factsOf(place.stage)?.stopSignal;
  if (base) into.add(word.span, base, { kind: 'enum', detail: 'of the base image' });
  const usual = ['TERM', 'INT', 'QUIT', 'HUP', 'USR1', 'USR2', 'WINCH'];
  const first = usual.flatMap((name) => signals.find((signal) => signal.name === name) ?? []);
  for (const { name, summary } of [...first, ...signals]) {
    into.add(word.span, `SIG${name}`, { kind: 'enum', detail: summary });
  }
}

export function completeUser(place: ArgumentPlace, into: Items): void {
  const word = wordAt(place);
  if (word) completeAccount(place, word.typed, word.span, into);
}

/** A user, and after a colon a group: those of the base image and those that the file makes. */
export function completeAccount(
  place: ArgumentPlace,
  typed: string,
  span: { readonly start: number; readonly end: number },
  into: Items,
): void {
  const colon = typed.indexOf(':');
  const word = colon === -1 ? span : { start: span.start + colon + 1, end: span.end };
  const { stage } = place;
  const accounts = stage
    ? accountsOf(place.context.document, stage).filter(({ since }) => since < place.instruction.index)
    : [];
  const others = accounts.filter(({ name }) => name !== 'root').reverse();
  const origin = (since: number): string => (since === -1 ? 'of the base image' : 'made in this file');
  for (const { name, uid, since } of others) {
    into.add(word, name, { detail: `${uid === undefined ? '' : `${uid}, `}${origin(since)}` });
  }
  for (const { name, uid, since } of others) {
    if (uid !== undefined) into.add(word, String(uid), { detail: `${name}, ${origin(since)}` });
  }
  if (others.length === 0) into.add(word, '10001', { detail: 'a number that no system user has' });
  into.add(word, 'root', { detail: '0' });
}

export function factsOf(stage: Stage): ReturnType<typeof imageFacts> {
  const image = rootImage(stage);
  return image && imageFacts(image.repository, image.tag);
}

const shells: readonly { readonly label: string; readonly detail: string }[] = [
  { label: '["/bin/bash", "-o", "pipefail", "-c"]', detail: 'bash, a failed command fails its pipe' },
  { label: '["/bin/ash", "-eo", "pipefail", "-c"]', detail: 'Alpine, a failed command fails its pipe' },
  { label: '["/bin/sh", "-c"]', detail: 'the default' },
  { label: '["powershell", "-Command"]', detail: 'Windows' },
  { label: '["cmd", "/S", "/C"]', detail: 'Windows, the default' },
];

/** Programs of base images that usually start what is built on them. */
const starters: readonly { readonly image: RegExp; readonly command: string }[] = [
  { image: /^node$|nodejs/, command: '["node", "${1:server.js}"]' },
  { image: /^python$|python3/, command: '["python", "${1:main.py}"]' },
  { image: /^(?:eclipse-temurin|amazoncorretto|openjdk)$|\/java/, command: '["java", "-jar", "${1:app.jar}"]' },
  { image: /^ruby$/, command: '["ruby", "${1:main.rb}"]' },
  { image: /dotnet\//, command: '["dotnet", "${1:App.dll}"]' },
  { image: /^nginx/, command: '["nginx", "-g", "daemon off;"]' },
  { image: /^oven\/bun$/, command: '["bun", "run", "${1:index.ts}"]' },
  { image: /^denoland\/deno$/, command: '["deno", "run", "${1:main.ts}"]' },
  { image: /^php$/, command: '["php", "${1:index.php}"]' },
];

/** JSON skeletons, where nothing is written yet. */
export function completeExec(place: ArgumentPlace, into: Items): void {
  const written = place.text.slice(place.from, place.at).trim();
  if (written !== '' && written !== '[') return;
  const word = wordAt(place);
  if (!word || place.text.slice(place.at, place.lineTo).replace(']', '').trim() !== '') return;
  const span = { start: word.span.start, end: place.offset + place.lineTo - place.at };
  if (place.instruction.kind === 'SHELL') {
    for (const { label, detail } of shells) into.add(span, label, { kind: 'snippet', detail });
    return;
  }
  const name = place.stage ? (factsOf(place.stage)?.name ?? '') : '';
  for (const { image, command } of starters) {
    if (!image.test(name)) continue;
    const label = command.replace(/\$\{1:([^}]*)\}/g, '$1');
    into.add(span, label, { kind: 'snippet', text: command, snippet: true, detail: `exec form, for ${name}` });
  }
  into.add(span, '["executable", "argument"]', {
    kind: 'snippet',
    text: '["${1:executable}"$2]',
    snippet: true,
    detail: 'exec form: no shell, signals reach the program',
  });
}
