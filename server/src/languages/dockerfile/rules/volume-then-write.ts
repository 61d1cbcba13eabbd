import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import { literal } from '../../../shell/read.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { type CommandUse, commandsOf } from '../model/script.js';
import { isInside, pathAt } from '../model/state.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction, Token } from '../syntax/tree.js';

/** Commands that write to every path that they are given, to all but the first word, and to the last one. */
const writeAll: ReadonlySet<string> = new Set('mkdir touch tee truncate'.split(' '));
const change: ReadonlySet<string> = new Set('chown chmod chgrp'.split(' '));
const writeLast: ReadonlySet<string> = new Set('cp mv ln install rsync'.split(' '));

export const rule: Rule = dockerfileRule('dockerfile/volume-then-write', {
  summary: 'Folder written to after it was declared a volume',
  why: `The classic Docker builder and others, such as Podman and Kaniko, throw away what an instruction changes inside of a
volume that was declared above it. BuildKit keeps it. Put VOLUME below the instructions that fill the folder.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    write: '"{path}" is in the volume "{volume}" that is declared above, so some builders drop this. Move VOLUME down.',
  },
  on: {
    stage(stage, ctx) {
      const { document } = ctx;
      const volumes: string[] = [];
      for (const instruction of stage.instructions) {
        if (instruction.kind === 'VOLUME') {
          for (const word of instruction.words) {
            const path = resolved(document, instruction, word);
            if (path && path !== '/') volumes.push(path);
          }
          continue;
        }
        if (volumes.length === 0) continue;
        if ((instruction.kind === 'COPY' || instruction.kind === 'ADD') && instruction.destination) {
          const path = resolved(document, instruction, instruction.destination);
          const volume = path && volumes.find((candidate) => isInside(path, candidate));
          if (path && volume) ctx.report(instruction.destination, 'write', { path, volume });
        }
        if (instruction.kind !== 'RUN') continue;
        const uses = commandsOf(document, instruction);
        const moves = uses.some(({ command }) => command.name === 'cd' || command.name === 'pushd');
        for (const use of uses) {
          for (const target of written(use)) {
            if (moves && !target.value.startsWith('/')) continue;
            const path = pathAt(document, instruction, target.value);
            const volume = path && volumes.find((candidate) => isInside(path, candidate));
            if (path && volume) ctx.report(use.span(target), 'write', { path, volume });
          }
        }
      }
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      VOLUME ["/data", "/var/log/app"]
      COPY a ‹/data/a›
      RUN ls && mkdir -p ‹/var/log/app/b› && chown -R app ‹/data› && cp a b ‹/data/›
      RUN echo x > ‹/data/x›
    `),
    bad('FROM alpine:3.22\r\nWORKDIR /app\r\nVOLUME data\r\nRUN touch \\\r\n  ‹data/a›\r\n'),
    good(source`
      FROM alpine:3.22
      RUN mkdir /data && chown app /data
      VOLUME /data
      COPY a /database/a
      RUN cp /data/a /b && echo /data
      RUN chmod +x /b && cd /tmp && touch a && rm -rf /data/tmp
    `),
  ],
});

function resolved(document: Dockerfile, instruction: Instruction, word: Token): string | undefined {
  const text = expandAt(document, instruction, word).value;
  return text === undefined ? undefined : pathAt(document, instruction, text);
}

interface Target {
  readonly pos: number;
  readonly end: number;
  readonly value: string;
}

/** The literal paths that a command surely writes to. */
function written(use: CommandUse): Target[] {
  const { command } = use;
  const found: Target[] = [];
  const add = (word: { pos: number; end: number; value: string | undefined } | undefined): void => {
    if (word?.value !== undefined && !/[*?[~]/.test(word.value)) found.push({ ...word, value: word.value });
  };
  for (const redirect of command.redirects) {
    if (redirect.type !== 'Redirect' || !/^(?:>|>>|>\|)$/.test(redirect.operator)) continue;
    const { target } = redirect;
    if (target) add({ pos: target.pos, end: target.end, value: literal(target) });
  }
  const { positionals } = commandOptions(command);
  if (command.name !== undefined && writeAll.has(command.name)) positionals.forEach(add);
  else if (command.name !== undefined && change.has(command.name)) positionals.slice(1).forEach(add);
  else if (command.name !== undefined && writeLast.has(command.name)) add(positionals[positionals.length - 1]);
  return found;
}
