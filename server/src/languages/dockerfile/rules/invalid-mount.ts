import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { mountKey, mountTypes } from '../grammar/mounts.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type Mount, type MountField, mountsOf, mountValue } from '../syntax/mount.js';

const types = mountTypes.map((type) => type.name);
const sharings = ['shared', 'private', 'locked'];
const keys = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'env',
];
const others = ['src', 'dst', 'destination', 'ro', 'rw', 'readwrite'];

export const rule: Rule = dockerfileRule('dockerfile/invalid-mount', {
  summary: 'Mount, network, security mode or file mode that the builder refuses',
  why: `\`--mount\` takes keys and values with commas in between, and each type has its own keys. \`--network\` is \`default\`,
\`none\` or \`host\`; \`--security\` is \`sandbox\` or \`insecure\`; \`--chmod\` is octal or symbolic; \`--checksum\` goes with one
address.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    key: 'A mount has no key "{key}".',
    value: '"{key}" needs a value, as in "{key}=…".',
    choice: '"{value}" does not fit "{key}". It is one of {choices}.',
    number: '"{value}" does not fit "{key}", which takes a number{how}.',
    boolean: '"{value}" does not fit "{key}", which takes true or false.',
    notFor: 'A mount of type {type} has no "{key}".',
    secret: 'A secret mount needs an id, a source or a target.',
    both: 'A secret mount has an id or a source, not both.',
    root: 'A cache mount cannot have "/" as its target.',
    variable: '"from" of a mount does not expand variables. Give the stage a fixed name.',
    flag: '"--{flag}" is one of {choices}, not "{value}".',
    chmod: '"{value}" is no file mode. Write it in octal, such as 755, or as in u=rwX,go=rX.',
    checksum: '"--checksum" goes with exactly one source, which is an address.',
  },
  fixes: { change: 'Change to "{suggestion}"' },
  on: {
    RUN(run, ctx) {
      for (const flag of run.flags) {
        const choices = { network: ['default', 'none', 'host'], security: ['sandbox', 'insecure'] }[flag.name.text];
        const value = flag.value?.text ?? '';
        if (!choices || choices.includes(value) || value.includes('$') || value === '') continue;
        const at = flag.value ?? flag;
        const suggestion = nearest(value, choices);
        const fix = suggestion && {
          title: 'change' as const,
          params: { suggestion },
          edits: [replace(at, suggestion)],
        };
        ctx.report(at, 'flag', { flag: flag.name.text, value, choices: choices.join(', ') }, fix ? { fix } : {});
      }
      for (const mount of mountsOf(run)) {
        const found = firstProblem(mount);
        if (!found) continue;
        const { at, message, params, suggestion } = found;
        const fix =
          suggestion !== undefined && !mount.quoted
            ? { title: 'change' as const, params: { suggestion }, edits: [replace(found.at, suggestion)] }
            : undefined;
        ctx.report(at, message as 'key', params, fix ? { fix } : {});
      }
    },
    COPY: (copy, ctx) => checkChmod(copy.flags, (at, value) => ctx.report(at, 'chmod', { value })),
    ADD(add, ctx) {
      checkChmod(add.flags, (at, value) => ctx.report(at, 'chmod', { value }));
      const checksum = add.flags.find((flag) => flag.name.text === 'checksum');
      const [source] = add.sources;
      if (!checksum || !source || /\$/.test(source.text)) return;
      const remote = /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)|\.git(?:#|$)/.test(source.text);
      if (add.sources.length !== 1 || !remote) ctx.report(checksum, 'checksum');
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN --mount=type=‹cahce›,target=/a ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,‹traget=/a› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=‹lock› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=locked ls\n',
    }),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,‹target› ls\n'),
    bad('FROM alpine:3.22\nRUN --mount=type=cache,target=‹/› ls\n'),
    bad('FROM alpine:3.22\nRUN --mount=target=/a,‹uid=1› --mount=type=cache,target=/b,mode=‹9› ls\n'),
    bad('FROM alpine:3.22\nRUN ‹--mount=type=secret› --mount=type=secret,id=a,‹source=b› ls\n'),
    bad('FROM alpine:3.22\nRUN --network=‹hots› --security=‹unsafe› ls\n', {
      fixed: 'FROM alpine:3.22\nRUN --network=host --security=unsafe ls\n',
    }),
    bad('FROM alpine:3.22\nCOPY --chmod=‹rwx› a /b\nADD ‹--checksum=sha256:0› a /b\n'),
    good(
      'FROM alpine:3.22\nRUN --mount=type=cache,target=/a,sharing=locked,uid=1,mode=0755 --mount=type=secret,id=a,required ls\n',
    ),
    good(
      'FROM alpine:3.22\nRUN --mount=type=tmpfs,target=/a,size=10m --mount=type=ssh --mount=type=bind,dst=/b,rw ls\n',
    ),
    good(
      'FROM alpine:3.22\nARG T=/a\nRUN --mount=type=cache,target=$T --mount=type=secret,id=k,env=KEY --network=none ls\n',
    ),
    good(
      'FROM alpine:3.22\nCOPY --chmod=0755 a /b\nCOPY --chmod=u=rwX,go=rX a /b\nCOPY --chmod=+x a /b\nCOPY --chmod=$M a /b\n',
    ),
  ],
});

interface Found {
  readonly at: Span;
  readonly message: string;
  readonly params: Record<string, string>;
  readonly suggestion?: string | undefined;
}

/** The first thing that the builder would stop at. */
function firstProblem(mount: Mount): Found | undefined {
  const { type } = mount;
  const known = types.includes(type) || type.includes('$');
  for (const field of mount.fields) {
    const found = fieldProblem(field, type);
    if (found) return found;
  }
  if (!known) return undefined;
  for (const field of mount.fields) {
    const { key } = field;
    const fileInfo = type === 'secret' || type === 'ssh' || type === 'cache';
    const wrong =
      ((key === 'mode' || key === 'uid' || key === 'gid') && !fileInfo) ||
      (key === 'required' && type !== 'secret' && type !== 'ssh') ||
      (key === 'size' && type !== 'tmpfs') ||
      (key === 'sharing' && type !== 'cache') ||
      (key === 'from' && type === 'secret');
    if (wrong && !type.includes('$')) return { at: field, message: 'notFor', params: { key, type } };
  }
  const target = mountValue(mount, 'target', 'dst', 'destination');
  if (type === 'cache' && target !== undefined && /^\/+$/.test(target)) {
    const field = mount.fields.find(({ key }) => /^(?:target|dst|destination)$/.test(key));
    return { at: field?.valueSpan ?? mount, message: 'root', params: {} };
  }
  if (type === 'secret') {
    const id = mountValue(mount, 'id');
    const source = mount.fields.find(({ key }) => key === 'source' || key === 'src');
    if (!id && !source?.value && !target) return { at: mount, message: 'secret', params: {} };
    if (id && source?.value) return { at: source, message: 'both', params: {} };
  }
  return undefined;
}

const flags: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);

function fieldProblem(field: MountField, type: string): Found | undefined {
  const { key, value } = field;
  if (!mountKey(key)) {
    const suggestion = nearest(key, [...keys, ...others]);
    const renamed = suggestion === undefined ? undefined : suggestion + (value === undefined ? '' : `=${value}`);
    return { at: field, message: 'key', params: { key }, suggestion: renamed };
  }
  if (value === undefined) return flags.has(key) ? undefined : { at: field, message: 'value', params: { key } };
  if (value.includes('$')) return key === 'from' ? { at: field, message: 'variable', params: {} } : undefined;
  const choice = (choices: readonly string[]): Found | undefined =>
    choices.includes(value.toLowerCase())
      ? undefined
      : {
          at: field.valueSpan,
          message: 'choice',
          params: { key, value, choices: choices.join(', ') },
          suggestion: nearest(value, choices),
        };
  switch (key) {
    case 'type':
      return choice(types);
    case 'sharing':
      return type === 'cache' ? choice(sharings) : undefined;
    case 'mode':
      if (/^[0-7]{1,11}$/.test(value)) return undefined;
      return { at: field.valueSpan, message: 'number', params: { key, value, how: ' in octal' } };
    case 'uid':
    case 'gid':
      if (/^\d{1,10}$/.test(value)) return undefined;
      return { at: field.valueSpan, message: 'number', params: { key, value, how: '' } };
    default:
      if (!flags.has(key) || /^(?:1|t|true|0|f|false)$/i.test(value)) return undefined;
      return { at: field.valueSpan, message: 'boolean', params: { key, value } };
  }
}

const symbolic = /^(?:[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;

function checkChmod(
  flagsOfCopy: readonly {
    readonly name: { readonly text: string };
    readonly value: (Span & { readonly text: string }) | undefined;
  }[],
  report: (at: Span, value: string) => void,
): void {
  for (const { name, value } of flagsOfCopy) {
    if (name.text !== 'chmod' || !value || value.text === '' || value.text.includes('$')) continue;
    const octal = /^[0-7]+$/.test(value.text) && Number.parseInt(value.text, 8) <= 0o7777;
    if (!octal && !symbolic.test(value.text)) report(value, value.text);
  }
}
