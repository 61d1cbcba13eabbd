import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { isBuiltin, plainWords } from '../model/exec-words.js';
import { scriptsOf } from '../model/script.js';
import { lastInForce, shellAt, shellKindAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction, Token } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/json-args', {
  summary: 'CMD, ENTRYPOINT or HEALTHCHECK in shell form',
  why: `In shell form the program is a child of \`/bin/sh -c\`. The shell gets the signal of \`docker stop\` and does not pass
it on, so the program is killed after the grace period. The JSON form (\`["program", "argument"]\`) starts the program
itself. Where a shell is needed, let it end in \`exec program\`. The \`sh\` of Alpine and busybox starts a single command in its
own place, so that signals arrive; other shells may not.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    shellForm:
      '{keyword} in shell form runs under a shell, which does not pass signals on to the program. Use the JSON form.',
    replaced:
      '{keyword} in shell form gets signals here only because the sh of this image gives way to a single command. Use the JSON form.',
    healthcheck: 'This HEALTHCHECK needs no shell. Use the JSON form: CMD ["program", "argument"].',
  },
  fixes: { exec: 'Use the JSON form', shell: 'Use the JSON form, and "exec" in the shell' },
  on: {
    instruction(instruction, ctx) {
      const { kind, trigger } = instruction;
      if (trigger || (kind !== 'CMD' && kind !== 'ENTRYPOINT' && kind !== 'HEALTHCHECK') || instruction.json) return;
      const check = kind === 'HEALTHCHECK';
      const text = check ? instruction.command : instruction.rest;
      // A list in the wrong quotes is meant as JSON already.
      if (!text || text.text === '' || /^exec\s/.test(text.text) || /^\[.*'.*\]$/s.test(text.text)) return;
      const words = plainWords(ctx.document, instruction, text);
      if (check && (instruction.type?.text.toUpperCase() !== 'CMD' || !words)) return;
      const chosen = !check && lastInForce(ctx.document, instruction, 'SHELL') !== undefined;
      const started = words ? undefined : executed(ctx.document, instruction, text);
      // The sh of busybox starts a lone command in its own place.
      const replaced = !check && (words ?? started) !== undefined && shellKindAt(ctx.document, instruction) === 'ash';
      const array = words ?? (started && [...shellAt(ctx.document, instruction).words, started]);
      const json = array && `[${array.map((word) => JSON.stringify(word)).join(', ')}]`;
      ctx.report(
        text,
        check ? 'healthcheck' : replaced ? 'replaced' : 'shellForm',
        { keyword: kind },
        {
          // Who sets SHELL may want that shell for the command as well.
          ...(check || chosen ? { aliases: ['hadolint:DL3025'] } : {}),
          ...(check || chosen || replaced ? { severity: 'info' } : {}),
          fix:
            json === undefined || instruction.innerComments.length > 0
              ? undefined
              : { title: words ? 'exec' : 'shell', edits: [replace(text, json)] },
        },
      );
    },
  },
  examples: [
    bad('FROM debian:12\nCMD ‹node "my server.js" --port 80›\n', {
      fixed: 'FROM debian:12\nCMD ["node", "my server.js", "--port", "80"]\n',
    }),
    bad('FROM alpine:3.22\nCMD ‹node server.js›\n', { fixed: 'FROM alpine:3.22\nCMD ["node", "server.js"]\n' }),
    bad('FROM debian:12\r\nENTRYPOINT ‹java $OPTS \\\r\n  -jar "$JAR"›\r\nUSER 1\r\n', {
      fixed: 'FROM debian:12\r\nENTRYPOINT ["/bin/sh", "-c", "exec java $OPTS   -jar \\"$JAR\\""]\r\nUSER 1\r\n',
    }),
    bad('FROM debian:12\nSHELL ["/bin/bash", "-c"]\nCMD ‹PORT=80 node server.js > /log›\n', {
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nCMD ["/bin/bash", "-c", "exec env PORT=80 node server.js > /log"]\n',
    }),
    bad('FROM debian:12\nCMD ‹/run.sh && tail -f "$LOG"›\n', {
      fixed: 'FROM debian:12\nCMD /run.sh && tail -f "$LOG"\n',
    }),
    bad('FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD ‹wget -q http://127.0.0.1/›\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD ["wget", "-q", "http://127.0.0.1/"]\n',
    }),
    bad('FROM alpine:3.22\nSHELL ["/bin/bash", "-c"]\nCMD ‹cd /app›\n'),
    good(source`
      FROM alpine:3.22
      HEALTHCHECK CMD wget -q http://127.0.0.1/ || exit 1
      ENTRYPOINT ["/run.sh"]
      CMD ["serve"]
    `),
    good(source`
      FROM alpine:3.22
      HEALTHCHECK NONE
      CMD exec node server.js --port "$PORT"
    `),
    good('FROM alpine:3.22\nCMD [ "/bin/sh", "-c", \\\n  "echo a && \\\n  echo b" ]\n'),
  ],
});

/** A lone command that needs a shell, so that it takes the shell's place; undefined for what cannot. */
function executed(document: Dockerfile, instruction: Instruction, text: Token): string | undefined {
  const { reading } = scriptsOf(document, instruction)[0] ?? {};
  const [statement, ...others] = reading?.script.commands ?? [];
  if (!reading || !statement || others.length > 0 || reading.errors.length > 0 || statement.background)
    return undefined;
  const { command } = statement;
  if (command.type !== 'Command' || !command.name || isBuiltin(command.name.value)) return undefined;
  return `${command.prefix.some(({ type }) => type === 'Assignment') ? 'exec env' : 'exec'} ${text.text}`;
}
