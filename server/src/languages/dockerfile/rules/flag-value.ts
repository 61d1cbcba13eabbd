import { bad, good } from '../../../core/rule.js';
import { referenceProblem } from '../../../images/reference.js';
import { flagHelp } from '../grammar/flags.js';
import { isPlatform } from '../grammar/platforms.js';
import { removeFlag } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { fixedInFrom } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import type { Instruction } from '../syntax/tree.js';

const builder = 'buildkit:instruction-error';

export const rule: Rule = dockerfileRule('dockerfile/flag-value', {
  summary: 'Flag without a value, or with one that it cannot have',
  why: `Most flags need a value after \`=\`. A switch such as \`--link\` is written alone or has \`true\` or \`false\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:FLAG_MISSING_VALUE',
    'dockerfile-utils:FLAG_EXPECTED_BOOLEAN_VALUE',
    'dockerfile-utils:FLAG_INVALID_FROM_VALUE',
    builder,
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: '"--{name}" needs a value, as in "--{name}=…".',
    boolean: '"--{name}" is a switch: it is written alone, or with "true" or "false", not "{value}".',
    from: '"{value}" cannot be what "--from" names: a stage, its number or an image.',
    variable: '"--from" takes no variables. Write "FROM {value} AS name", and name that stage here.',
    platform: '"{value}" is not a platform, which looks like "linux/amd64".',
    owner: 'With --link there is no image below that knows "{value}". Give the owner as a number.',
    emptyFrom: '"--from" names nothing here, so the files come from the build context.',
  },
  fixes: { remove: 'Remove the flag' },
  on: {
    instruction(instruction, ctx) {
      if (instruction.kind === 'HEALTHCHECK' && /^none$/i.test(instruction.type?.text ?? '')) return;
      for (const flag of instruction.flags) {
        const name = flag.name.text;
        const known = flagHelp(instruction.kind, name);
        if (!known) continue;
        const value = flag.value?.text;
        const fix = { title: 'remove' as const, edits: [removeFlag(ctx.document, flag)] };
        if (known.type === 'boolean') {
          if (value === undefined || /^(?:true|false)$/i.test(value)) continue;
          const aliases = [builder, 'dockerfile-utils:FLAG_EXPECTED_BOOLEAN_VALUE'];
          const at = flag.value && flag.value.end > flag.value.start ? flag.value : flag;
          ctx.report(at, value === '' ? 'missing' : 'boolean', { name, value }, refused(instruction, { fix, aliases }));
        } else if (value === undefined) {
          const aliases = [builder, 'dockerfile-utils:FLAG_MISSING_VALUE'];
          ctx.report(flag, 'missing', { name }, refused(instruction, { fix, aliases }));
        } else if (name === 'mount' && value === '') {
          ctx.report(flag, 'missing', { name }, refused(instruction, { fix, aliases: [builder] }));
        } else if (name === 'platform') {
          const platform = fixedInFrom(ctx.document, value).value;
          if (!platform || isPlatform(platform)) continue;
          ctx.report(flag.value ?? flag, 'platform', { value: platform }, refused(instruction, { aliases: [] }));
        } else if (name === 'chown') {
          if (
            !isLinked(instruction) ||
            !/^(?!root(?::|$))[A-Za-z_]|:(?!root$)[A-Za-z_]/.test(value) ||
            /[$\\`"']/.test(value)
          )
            continue;
          ctx.report(flag.value ?? flag, 'owner', { value }, refused(instruction, { aliases: [] }));
        } else if (name === 'from' && instruction.kind === 'COPY' && !/^[a-zA-Z0-9$]/.test(value)) {
          const aliases = ['dockerfile-utils:FLAG_INVALID_FROM_VALUE'];
          // The builder takes an empty name for none at all.
          if (value === '') ctx.report(flag, 'emptyFrom', {}, { fix, aliases, severity: 'warning' });
          else ctx.report(flag.value ?? flag, 'from', { value }, refused(instruction, { aliases }));
        } else if (name === 'from' && value !== '') {
          const fixed = expand(value, ctx.document.escape, () => ({ set: false })).value === value;
          const usable = /^\d+$/.test(value) || referenceProblem(value.toLowerCase()) === undefined;
          if (fixed && usable) continue;
          const message = fixed ? 'from' : 'variable';
          ctx.report(flag.value ?? flag, message, { value }, refused(instruction, { aliases: [] }));
        }
      }
    },
  },
  examples: [
    bad('FROM ‹--platform› alpine:3.22\n', { fixed: 'FROM alpine:3.22\n' }),
    bad('FROM alpine:3.22\nCOPY --link=‹yes› a /b\n', { fixed: 'FROM alpine:3.22\nCOPY a /b\n' }),
    bad('FROM alpine:3.22\nADD ‹--keep-git-dir=› a /b\n', { fixed: 'FROM alpine:3.22\nADD a /b\n' }),
    bad('FROM alpine:3.22\nCOPY --from=‹/build› /a /b\n'),
    bad('FROM alpine:3.22\nCOPY ‹--from=› /a /b\n', { fixed: 'FROM alpine:3.22\nCOPY /a /b\n' }),
    bad('FROM alpine:3.22\nARG IMAGE=alpine\nCOPY --from=‹$IMAGE› /a /b\nCOPY --from=‹a@b› /a /b\n'),
    bad('FROM --platform=‹linux-amd64› alpine:3.22\n'),
    bad('FROM alpine:3.22\nCOPY --link --chown=‹app:app› a /b\n'),
    good('FROM --platform=linux/arm64 alpine:3.22\nCOPY --link --parents=FALSE --chown=1:1 a /b\n'),
    good('FROM alpine:3.22\nHEALTHCHECK --interval NONE\n'),
    good('FROM --platform=$BUILDPLATFORM alpine:3.22\nFROM --platform=arm64 alpine:3.22\n'),
    good('FROM alpine:3.22\nCOPY --link=false --chown=app a /b\nCOPY --link --chown=$UID:1 a /b\n'),
  ],
});

function isLinked({ flags }: Instruction): boolean {
  return flags.some(({ name, value }) => name.text === 'link' && (!value || /^true$/i.test(value.text)));
}
