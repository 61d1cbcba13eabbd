import type { FeatureContext, SignatureHelp } from '../../../core/features.js';
import { flagsOf } from '../grammar/flags.js';
import { instructionHelp, type Parameter } from '../grammar/instructions.js';
import { mountKey, mountKeys } from '../grammar/mounts.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { ArgumentPlace } from './completion/place.js';
import { placeAt } from './completion/place.js';

/** How an instruction, or the mount at the cursor, is written, with the part that the cursor is in. */
export function signature(context: FeatureContext<Dockerfile>, offset: number): SignatureHelp | undefined {
  const place = placeAt(context, offset);
  if (place.kind !== 'arguments' || place.inHeredoc) return undefined;
  const { instruction, text, from, at } = place;
  if (instruction.kind === 'UNKNOWN') return undefined;
  const before = text.slice(from, at);
  const flag = /(?:^|\s)--([\w-]+)(?:=(\S*))?$/.exec(before);
  const inFlags = flag && /^(?:\s+--\S+)*$/.test(before);
  if (inFlags && flag[1] === 'mount' && flag[2] !== undefined) return mountSignature(flag[2]);
  if (inFlags && instruction.kind === 'HEALTHCHECK') return flagSignature(place, flag[1] ?? '');
  const help = instructionHelp[instruction.kind];
  const form = help.forms[0] ?? instruction.kind;
  const none = instruction.kind === 'HEALTHCHECK' && /^\s*none\b/i.test(before);
  if (none) return { label: 'HEALTHCHECK NONE', documentation: help.summary, parameters: [], active: 0 };
  return {
    label: form,
    documentation: help.summary,
    parameters: located(form, help.parameters),
    active: Math.min(activeParameter(place, before), help.parameters.length - 1),
  };
}

function located(form: string, parameters: readonly Parameter[]): SignatureHelp['parameters'] {
  let at = 0;
  return parameters.map(({ label, text }) => {
    const start = form.indexOf(label, at);
    at = start + label.length;
    return { label: [start, at], documentation: text };
  });
}

/** Which parameter of the first form the cursor is in. */
function activeParameter({ instruction }: ArgumentPlace, before: string): number {
  const rest = before.replace(/^(?:\s+--\S+)*\s*/, '');
  const words = rest.trimStart() === '' ? 0 : rest.split(/\s+/).length - 1;
  switch (instruction.kind) {
    case 'COPY':
    case 'ADD': {
      // The last word is the destination; until there are two, the cursor is in the sources.
      const { destination } = instruction;
      return destination && words >= instruction.words.indexOf(destination) && words > 0
        ? 1
        : words > 0 && !destination
          ? 1
          : 0;
    }
    case 'RUN':
      return rest === '' && /--\S*$/.test(before) ? 0 : 1;
    case 'HEALTHCHECK':
      return rest === '' ? (/--\S*$/.test(before) ? 0 : 1) : words === 0 ? 1 : 2;
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return rest.includes(',') ? 1 : 0;
    case 'FROM':
      return words;
    default:
      return 0;
  }
}

function mountSignature(written: string): SignatureHelp {
  const fields = written.split(',');
  const type = /(?:^|,)type=([a-z]+)/.exec(written)?.[1] ?? 'bind';
  const keys = mountKeys(type);
  const current = (fields[fields.length - 1] ?? '').replace(/=.*/s, '');
  const parts = keys.map(({ name, flag }) => (flag ? `[${name}]` : name === 'type' ? `type=${type}` : `${name}=…`));
  const prefix = '--mount=';
  let at = prefix.length;
  const parameters = keys.map((key, i) => {
    const start = at;
    at += (parts[i] ?? '').length + 1;
    return { label: [start, at - 1] as const, documentation: key.summary };
  });
  // What is half typed means the key that begins so.
  const key = mountKey(current) ?? keys.find(({ name }) => current !== '' && name.startsWith(current));
  const active = key ? keys.indexOf(key) : -1;
  return {
    label: prefix + parts.join(','),
    documentation: `Keys of a mount of type ${type}.`,
    parameters,
    active: active === -1 ? Math.min(fields.length - 1, keys.length - 1) : active,
  };
}

function flagSignature({ instruction }: ArgumentPlace, name: string): SignatureHelp {
  const flags = flagsOf(instruction.kind);
  let label: string = instruction.kind;
  const parameters = flags.map((flag) => {
    const start = label.length + 1;
    label += ` --${flag.name}=…`;
    return { label: [start, label.length] as const, documentation: flag.text };
  });
  const active = flags.findIndex((flag) => flag.name === name);
  const prefix = flags.findIndex((flag) => flag.name.startsWith(name));
  return {
    label: `${label} CMD command`,
    documentation: instructionHelp.HEALTHCHECK.summary,
    parameters,
    active: Math.max(0, active === -1 ? prefix : active),
  };
}
