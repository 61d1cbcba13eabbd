import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { plainWords } from '../model/exec-words.js';
import { lastInForce, shellAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/json-args', {
  summary: 'CMD, ENTRYPOINT or HEALTHCHECK in shell form',
  why: `In shell form the program is a child of \`/bin/sh -c\`. The shell gets the signal of \`docker stop\` and does not pass
it on, so the program is killed after the grace period. The JSON form (\`["program", "argument"]\`) starts the program
itself. Where a shell is needed, let it end in \`exec program\`.`,
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
    healthcheck: 'This HEALTHCHECK needs no shell. Use the JSON form: CMD ["program", "argument"].',
  },
  fixes: { exec: 'Use the JSON form', shell: 'Use the JSON form with the shell' },
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
      const array = words ?? [...shellAt(ctx.document, instruction).words, text.text];
      const edits = [replace(text, `[${array.map((word) => JSON.stringify(word)).join(', ')}]`)];
      ctx.report(
        text,
        check ? 'healthcheck' : 'shellForm',
        { keyword: kind },
        {
          // Who sets SHELL may want that shell for the command as well.
          ...(check || chosen ? { severity: 'info', aliases: ['hadolint:DL3025'] } : {}),
          fix: instruction.innerComments.length > 0 ? undefined : { title: words ? 'exec' : 'shell', edits },
        },
      );
    },
  },
  examples: [
    bad('FROM alpine:3.22\nCMD ‹node "my server.js" --port 80›\n', {
      fixed: 'FROM alpine:3.22\nCMD ["node", "my server.js", "--port", "80"]\n',
    }),
    bad('FROM alpine:3.22\r\nENTRYPOINT ‹/run.sh \\\r\n  && tail -f "$LOG"›\r\nUSER 1\r\n', {
      fixed: 'FROM alpine:3.22\r\nENTRYPOINT ["/bin/sh", "-c", "/run.sh   && tail -f \\"$LOG\\""]\r\nUSER 1\r\n',
    }),
    bad('FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD ‹wget -q http://127.0.0.1/›\n', {
      fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD ["wget", "-q", "http://127.0.0.1/"]\n',
    }),
    bad('FROM alpine:3.22\nSHELL ["/bin/bash", "-c"]\nCMD ‹cd /app›\n', {
      fixed: 'FROM alpine:3.22\nSHELL ["/bin/bash", "-c"]\nCMD ["/bin/bash", "-c", "cd /app"]\n',
    }),
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
