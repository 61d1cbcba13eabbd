import type { Items } from '../../../../core/completion-items.js';
import { mountKeys, mountTypes } from '../../grammar/mounts.js';
import { commandsOf } from '../../model/script.js';
import { userAt, workdirAt } from '../../model/state.js';
import { accountsOf, isRoot } from '../../model/users.js';
import { factsOf } from './arguments.js';
import { completeFromFlag } from './images.js';
import { completeContextPath, completeStagePath } from './paths.js';
import { type ArgumentPlace, wordFrom } from './place.js';
import { type Tool, toolOf, tools, toolsOfImage } from './tools.js';

/** The value of `--mount=`: keys, and their values. */
export function completeMount(place: ArgumentPlace, valueStart: number, into: Items): void {
  const written = place.text.slice(valueStart, place.at);
  const word = wordFrom(place, valueStart + written.lastIndexOf(',') + 1, ',"');
  if (!word) return;
  const value = wholeValue(place, valueStart);
  const fields = new Map(
    value.split(',').map((field) => {
      const equals = field.indexOf('=');
      return equals === -1 ? ([field, ''] as const) : ([field.slice(0, equals), field.slice(equals + 1)] as const);
    }),
  );
  const type = fields.get('type') ?? 'bind';
  const equals = word.typed.indexOf('=');
  if (equals !== -1) {
    const start = word.start + equals + 1;
    const field = wordFrom(place, start, ',"');
    if (field) completeFieldValue(place, type, fields, word.typed.slice(0, equals), field, into);
    return;
  }
  if (!written.includes(',')) completeWhole(place, word.span, value === word.typed, into);
  for (const key of mountKeys(type)) {
    if ([key.name, ...key.other].some((name) => fields.has(name) && word.typed !== name)) continue;
    if (key.name === 'type' && written.includes(',')) continue;
    const rest = place.text.charAt(place.at + word.span.end - place.offset) === '=';
    const label = key.flag || rest ? key.name : `${key.name}=`;
    into.add(word.span, label, { kind: 'property', detail: key.summary, again: !key.flag, data: `mount:${key.name}` });
  }
}

function wholeValue(place: ArgumentPlace, valueStart: number): string {
  const space = place.text.slice(valueStart).search(/\s/);
  return place.text.slice(valueStart, space === -1 ? undefined : valueStart + space);
}

/** Whole mounts: caches of what the command calls, then one of each type. */
function completeWhole(place: ArgumentPlace, span: { start: number; end: number }, alone: boolean, into: Items): void {
  if (alone) {
    for (const { tool, target } of cachesFor(place)) {
      const sharing = tool.locked ? ',sharing=locked' : '';
      into.add(span, `type=cache,target=${target}${sharing}`, { kind: 'snippet', detail: `cache of ${tool.name}` });
    }
  }
  for (const type of mountTypes) {
    into.add(span, `type=${type.name}`, { kind: 'enum', detail: type.summary, data: `mount:type:${type.name}` });
  }
}

interface Field {
  readonly typed: string;
  readonly start: number;
  readonly span: { readonly start: number; readonly end: number };
}

function completeFieldValue(
  place: ArgumentPlace,
  type: string,
  fields: ReadonlyMap<string, string>,
  key: string,
  field: Field,
  into: Items,
): void {
  const { span, typed } = field;
  const offer = (labels: readonly string[], detail: string): void => {
    for (const label of labels) into.add(span, label, { kind: 'enum', detail });
  };
  switch (key.toLowerCase()) {
    case 'type':
      for (const one of mountTypes)
        into.add(span, one.name, { kind: 'enum', detail: one.summary, data: `mount:type:${one.name}` });
      return;
    case 'target':
    case 'dst':
    case 'destination':
      if (type === 'cache') {
        for (const { tool, target } of cachesFor(place))
          into.add(span, target, { kind: 'folder', detail: `cache of ${tool.name}` });
      } else if (type === 'secret') offer(['/run/secrets/'], 'where secrets are by default');
      else if (type === 'tmpfs') offer(['/tmp', '/run'], 'in memory');
      else if (type === 'bind') {
        const source = fields.get('source') ?? fields.get('src');
        if (source) into.add(span, source, { kind: 'file', detail: 'as in the build context' });
        const workdir = place.stage && workdirAt(place.context.document, place.instruction);
        if (workdir !== undefined) into.add(span, workdir, { kind: 'folder', detail: 'WORKDIR in force' });
      }
      return;
    case 'from':
      completeFromFlag(place, field.start, false, into);
      return;
    case 'source':
    case 'src': {
      if (type !== 'bind' && type !== 'cache') return;
      const from = fields.get('from');
      if (from) completeStagePath(place, from, typed, span, into);
      else completeContextPath(place, typed, span, into);
      return;
    }
    case 'sharing':
      into.add(span, 'locked', { kind: 'enum', detail: 'one build at a time; package managers with a lock need it' });
      into.add(span, 'shared', { kind: 'enum', detail: 'the default: many builds at once' });
      into.add(span, 'private', { kind: 'enum', detail: 'a new one where it is in use' });
      return;
    case 'id':
      if (type === 'ssh') offer(['default'], 'the default agent');
      for (const id of knownIds(place, type)) into.add(span, id, { kind: 'value', detail: 'used in this file' });
      return;
    case 'env':
      for (const name of ['NPM_TOKEN', 'GITHUB_TOKEN', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
        offer([name], 'variable');
      return;
    case 'mode':
      offer(type === 'cache' ? ['0755', '0777'] : ['0400', '0440'], 'octal');
      return;
    case 'uid':
    case 'gid':
      for (const { name, uid } of place.stage ? accountsOf(place.context.document, place.stage) : []) {
        if (uid !== undefined) into.add(span, String(uid), { kind: 'value', detail: name });
      }
      return;
    case 'size':
      offer(['64m', '256m', '1g'], 'at most');
      return;
    case 'required':
    case 'readonly':
    case 'ro':
    case 'readwrite':
    case 'rw':
      offer(['true', 'false'], key);
      return;
    default:
  }
}

interface Cache {
  readonly tool: Tool;
  readonly target: string;
}

/** Cache folders of the tools that the command calls; before there is a command, of those that the base image has. */
function cachesFor(place: ArgumentPlace): readonly Cache[] {
  const { document } = place.context;
  const called = commandsOf(document, place.instruction).flatMap(({ command }) => {
    const pip = /^python[\d.]*$/.test(command.name ?? '') && command.args[1]?.value === 'pip';
    const tool = pip ? toolOf('pip') : toolOf(command.name ?? '');
    return tool ? [tool] : [];
  });
  const facts = place.stage && factsOf(place.stage);
  const manager = facts?.packageManager === 'apt' ? 'apt-get' : facts?.packageManager;
  const likely = [...(facts ? toolsOfImage(facts.name) : []), ...(manager ? [manager] : [])].flatMap(
    (name) => toolOf(name) ?? [],
  );
  const wanted = called.length > 0 ? [...called, ...likely] : [...likely, ...tools];
  const user = place.stage && userAt(document, place.instruction);
  const home = user === undefined || isRoot(user) ? '/root' : homeOf(place, user);
  return [...new Set(wanted)].flatMap((tool) =>
    tool.caches.map((target) => ({ tool, target: target.replace(/^\/root(?=\/)/, home) })),
  );
}

function homeOf(place: ArgumentPlace, user: string): string {
  const name = user.replace(/:.*/, '');
  const accounts = place.stage ? accountsOf(place.context.document, place.stage) : [];
  return accounts.findLast((account) => account.name === name)?.home ?? `/home/${name}`;
}

function knownIds(place: ArgumentPlace, type: string): readonly string[] {
  const ids = new Set<string>();
  for (const instruction of place.context.document.instructions) {
    if (instruction.index === place.instruction.index) continue;
    for (const flag of instruction.flags) {
      const value = flag.name.text === 'mount' ? flag.value?.text : undefined;
      if (!value?.includes(`type=${type}`)) continue;
      const id = /(?:^|,)id=([^,]+)/.exec(value)?.[1];
      if (id !== undefined) ids.add(id);
    }
  }
  return [...ids];
}
