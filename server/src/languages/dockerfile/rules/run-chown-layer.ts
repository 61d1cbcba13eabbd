import { insert, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions, hasOption } from '../../../shell/options.js';
import type { ShellCommand } from '../../../shell/read.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { removeInstruction } from '../model/edits.js';
import { scriptsOf } from '../model/script.js';
import { isInside, pathAt } from '../model/state.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { InstructionOf, RunInstruction } from '../syntax/tree.js';

type Copy = InstructionOf<'COPY'> | InstructionOf<'ADD'>;

export const rule: Rule = dockerfileRule('dockerfile/run-chown-layer', {
  summary: 'Owner or mode of copied files changed afterwards',
  why: `A RUN that changes the owner or mode of files stores all of them again in a layer of its own, so they count twice.
\`COPY --chown\` and \`COPY --chmod\` set both while copying.`,
  category: 'performance',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    again: '{command} -R stores the files that were copied to "{path}" a second time. Use COPY --{command}.',
  },
  fixes: { useFlag: 'Use COPY --{flag}' },
  on: {
    stage(stage, ctx) {
      const { document } = ctx;
      const copies: { copy: Copy; path: string }[] = [];
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
          const path = destinationOf(document, instruction);
          if (path) copies.push({ copy: instruction, path });
        }
        if (instruction.kind !== 'RUN' || copies.length === 0) continue;
        const scripts = scriptsOf(document, instruction);
        for (const script of scripts) {
          for (const command of script.commands) {
            const change = changeOf(document, instruction, command);
            if (!change) continue;
            const hit = copies.filter(
              ({ copy, path }) =>
                change.paths.some((target) => isInside(path, target)) && !isCopiedSo(document, copy, change),
            );
            const last = hit[hit.length - 1];
            if (!last) continue;
            const alone = scripts.length === 1 && script.commands.length === 1 && change.paths.length === 1;
            const edits = alone ? useFlag(document, instruction, hit, copies, change) : undefined;
            ctx.report(
              script.span(command.nameWord),
              'again',
              { command: change.flag, path: last.path },
              { fix: edits && { title: 'useFlag', params: { flag: change.flag }, edits } },
            );
          }
        }
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nWORKDIR /app\nCOPY . .\nRUN ‹chown› -R app:app /app\nUSER app\n', {
      fixed: 'FROM alpine:3.22\nWORKDIR /app\nCOPY --chown=app:app . .\nUSER app\n',
    }),
    bad('FROM alpine:3.22\r\nCOPY a /app/\r\nRUN ls \\\r\n  && ‹chmod› --recursive 0755 /app\r\n'),
    bad('FROM alpine:3.22\nCOPY a /app/a\nRUN ‹chmod› -R 755 /app/a\n', {
      fixed: 'FROM alpine:3.22\nCOPY --chmod=755 a /app/a\n',
    }),
    good(source`
      FROM alpine:3.22
      COPY --chown=app:app . /app
      RUN chown -R app:app /var/lib/app
      RUN chown app /app
    `),
    bad('FROM alpine:3.22\nCOPY --chown=app a /app/a\nCOPY --chown=root b /app/b\nRUN ‹chown› -R app /app\n'),
    good(source`
      FROM alpine:3.22
      ARG UID=1000
      COPY --chown=app:app . /app
      COPY --chmod=755 a /b/a
      COPY --chown=\${UID} a /c/a
      RUN chown -R app:app /app && chmod -R 0755 /b && chown -R "$UID" /c && chown -R 1000 /c
    `),
    good(source`
      FROM alpine:3.22
      RUN mkdir /app && chown -R app /app
      COPY . /app
    `),
  ],
});

function destinationOf(document: Dockerfile, copy: Copy): string | undefined {
  const text = copy.destination && expandAt(document, copy, copy.destination).value;
  return text === undefined ? undefined : pathAt(document, copy, text);
}

interface Change {
  readonly flag: 'chown' | 'chmod';
  readonly value: string | undefined;
  /** The value as it stands there, variables and all. */
  readonly written: string;
  readonly paths: readonly string[];
}

/** Whether a copy has the very owner or mode already that it is to get. */
function isCopiedSo(document: Dockerfile, copy: Copy, { flag, written }: Change): boolean {
  const given = copy.flags.find(({ name }) => name.text === flag)?.value;
  if (!given) return false;
  const plain = (text: string | undefined) => text?.replace(/["'{}]/g, '').replace(/^0+(?=\d)/, '');
  const value = plain(written);
  return value === plain(given.text) || value === plain(expandAt(document, copy, given).value);
}

/** What a recursive chown or chmod changes, as far as its paths are literal. */
function changeOf(document: Dockerfile, run: RunInstruction, command: ShellCommand): Change | undefined {
  if (command.name !== 'chown' && command.name !== 'chmod') return undefined;
  const options = commandOptions(command);
  if (!hasOption(options, 'R', 'recursive')) return undefined;
  const [value, ...targets] = options.positionals;
  const paths = targets.flatMap((target) => {
    const text = target.value === undefined || /[*?[~]/.test(target.value) ? undefined : target.value;
    const path = text === undefined ? undefined : pathAt(document, run, text);
    return path === undefined || path === '/' ? [] : [path];
  });
  const written = value?.value ?? value?.text ?? '';
  if (paths.length < targets.length)
    return paths.length > 0 ? { flag: command.name, value: undefined, written, paths } : undefined;
  return { flag: command.name, value: value?.value, written, paths };
}

/** The flag on each COPY, and the RUN taken out: only where nothing else can have put files there. */
function useFlag(
  document: Dockerfile,
  run: RunInstruction,
  hit: readonly { readonly copy: Copy }[],
  all: readonly { readonly copy: Copy }[],
  { flag, value }: Change,
): TextEdit[] | undefined {
  const removal = removeInstruction(document, run);
  const valid = flag === 'chown' ? /^[\w.-]+(?::[\w.-]+)?$/ : /^0?[0-7]{3,4}$/;
  if (!removal || value === undefined || !valid.test(value) || run.flags.length > 0) return undefined;
  const first = all[0]?.copy.index ?? 0;
  const stage = document.stageOf[run.index];
  const others = stage?.instructions.some(
    (other) => other.index > first && other.index < run.index && other.kind === 'RUN',
  );
  if (others || hit.some(({ copy }) => copy.flags.some((other) => other.name.text === flag))) return undefined;
  return [...hit.map(({ copy }) => insert(copy.keyword.end, ` --${flag}=${value}`)), removal];
}
