import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellCommand } from '../../../shell/read.js';
import { isTar } from '../model/archives.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { isPlain, removeInstruction, replaceKeyword } from '../model/edits.js';
import { scriptsOf } from '../model/script.js';
import { pathAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf, RunInstruction } from '../syntax/tree.js';

const unpackers: ReadonlySet<string> = new Set(
  'unzip gunzip unxz bunzip2 unlzma uncompress zcat gzcat bzcat xzcat lzcat zgz unzstd zstdcat'.split(' '),
);

export const rule: Rule = dockerfileRule('dockerfile/use-add-for-archive', {
  summary: 'Archive copied, then unpacked',
  why: `The copied archive stays in a layer of its own even when a later RUN unpacks and deletes it. ADD unpacks a local tar
archive, compressed or not, straight into the image.`,
  category: 'performance',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3010'],
  fix: 'unsafe',
  reach: 'part',
  messages: { unpacked: 'A later RUN unpacks "{archive}". ADD unpacks it without leaving the archive in the image.' },
  fixes: { add: 'Let ADD unpack it into {directory}' },
  on: {
    stage(stage, ctx) {
      const copies = new Map<string, InstructionOf<'COPY'>>();
      const reported = new Set<InstructionOf<'COPY'>>();
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'COPY' && !instruction.flags.some((flag) => flag.name.text === 'from')) {
          for (const name of archives(instruction)) copies.set(name, copies.get(name) ?? instruction);
        }
        if (instruction.kind !== 'RUN' || copies.size === 0) continue;
        const commands = scriptsOf(ctx.document, instruction).flatMap((script) => script.commands);
        for (const command of commands) {
          if (!unpacks(command)) continue;
          const archive = command.args.map((arg) => basename(operand(arg.value))).find((name) => copies.has(name));
          const copy = archive === undefined ? undefined : copies.get(archive);
          if (!archive || !copy || reported.has(copy)) continue;
          reported.add(copy);
          const fix = commands.length === 1 ? useAdd(ctx.document, copy, instruction, command) : undefined;
          ctx.report(
            copy.keyword,
            'unpacked',
            { archive },
            {
              fix: fix && { title: 'add', params: { directory: fix.directory }, edits: fix.edits },
            },
          );
        }
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹COPY› app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\nCMD ["a"]\n', {
      fixed: 'FROM alpine:3.22\nADD app.tar.gz /opt/\nCMD ["a"]\n',
    }),
    bad('FROM alpine:3.22\r\nWORKDIR /app\r\n‹COPY› a.tgz .\r\nRUN tar xf a.tgz\r\n', {
      fixed: 'FROM alpine:3.22\r\nWORKDIR /app\r\nADD a.tgz /app/\r\n',
    }),
    bad(source`
      FROM alpine:3.22
      ‹COPY› build/a.tar /tmp/b.tar
      RUN set -e; tar --extract --file=/tmp/b.tar --strip-components=1; rm /tmp/b.tar
    `),
    good(source`
      FROM alpine:3.22
      COPY --from=build a.tar /tmp/
      RUN tar -xf /tmp/a.tar
    `),
    good(source`
      FROM alpine:3.22
      COPY a.tar b.zip c.gz /tmp/
      RUN tar -tf /tmp/a.tar && unzip /tmp/b.zip && gunzip /tmp/c.gz
    `),
  ],
});

/** The names that the copied archives have in the image. */
function archives(copy: InstructionOf<'COPY'>): string[] {
  const target = copy.destination?.text ?? '';
  const found = copy.sources.filter((word) => isTar(word.text)).map((word) => basename(word.text));
  return found.length > 0 && isTar(target) ? [basename(target)] : found;
}

function basename(path: string | undefined): string {
  const clean = path?.replace(/^["']+|["']+$/g, '') ?? '';
  return clean.slice(Math.max(clean.lastIndexOf('/'), clean.lastIndexOf('\\')) + 1);
}

/** The value of `--file=…`, else the word itself. */
function operand(word: string | undefined): string | undefined {
  return word?.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
}

function unpacks({ name, args }: ShellCommand): boolean {
  if (name === undefined) return false;
  if (name !== 'tar' && name !== 'bsdtar') return unpackers.has(name);
  return args.some(({ value }, i) => {
    if (value === undefined) return false;
    return (
      value === '--extract' || value === '--get' || /^-[a-zA-Z]*x/.test(value) || (i === 0 && /^[a-zA-Z]*x/.test(value))
    );
  });
}

const valued: ReadonlySet<string> = new Set(['f', 'file', 'C', 'directory']);
const plainOptions = /^(?:[xzjJvfC]+|extract|get|gzip|bzip2|xz|verbose|file|directory)$/;

/** ADD in place of COPY and of a RUN that does nothing but unpack the archive into a folder. */
function useAdd(
  document: Dockerfile,
  copy: InstructionOf<'COPY'>,
  run: RunInstruction,
  command: ShellCommand,
): { directory: string; edits: TextEdit[] } | undefined {
  const target = copy.destination;
  if (command.name !== 'tar' || !target || copy.json || copy.sources.length !== 1 || run.flags.length > 0)
    return undefined;
  if (command.wrappers.length + command.assignments.length + command.redirects.length > 0 || run.heredocs.length > 0) {
    return undefined;
  }
  const [first, ...rest] = command.args;
  const bundled = first?.value !== undefined && !first.value.startsWith('-') ? `-${first.value}` : undefined;
  const args = bundled && first ? [{ ...first, value: bundled, text: bundled }, ...rest] : command.args;
  const { options, positionals } = commandOptions({ ...command, args }, valued);
  if (positionals.length > 0 || options.some((option) => !plainOptions.test(option.name))) return undefined;
  const given = options.findLast(({ name }) => name === 'C' || name === 'directory');
  if (given && given.value === undefined) return undefined;
  const directory = pathAt(document, run, given?.value ?? '.');
  const removal = removeInstruction(document, run);
  if (!directory || !/^[\w./-]+$/.test(directory) || !removal || !isPlain(document, target)) return undefined;
  const folder = directory === '/' ? '/' : `${directory}/`;
  return { directory: folder, edits: [replaceKeyword(copy, 'ADD'), replace(target, folder), removal] };
}
