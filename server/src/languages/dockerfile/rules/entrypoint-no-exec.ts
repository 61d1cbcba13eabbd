import { basename } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { readShell, type ShellCommand } from '../../../shell/read.js';
import { findSource } from '../model/build-context.js';
import { scriptOf, sourceOf } from '../model/copied-files.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { bringsNothing } from '../tools/program-sources.js';

export const rule: Rule = dockerfileRule('dockerfile/entrypoint-no-exec', {
  summary: 'The entrypoint script does not hand over to the program',
  why: `A script that starts the program without \`exec\` stays in front of it: the signal to stop reaches the shell, which does
not pass it on, so the container is killed after ten seconds without having closed anything. End the script with
\`exec "$@"\` or \`exec program …\`.

The script is read where it is copied from the build context. Scripts that set a \`trap\` take care of signals themselves.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    kept: 'The script "{script}" ends with "{command}" without exec, so signals to stop do not reach the program. Put exec before it.',
  },
  on: {
    ENTRYPOINT(entrypoint, ctx) {
      const stage = ctx.document.stageOf[entrypoint.index];
      if (!stage || entrypoint.trigger || ofKind(stage, 'ENTRYPOINT').at(-1) !== entrypoint) return;
      const element = scriptOf(entrypoint);
      if (!element?.value) return;
      const file = sourceOf(ctx.document, stage, element.value);
      const found = file === undefined ? undefined : findSource(ctx.files, ctx.path, file);
      const text = found?.kind === 'file' ? ctx.files.read(found.path) : undefined;
      if (!found || typeof text !== 'string') return;
      const command = commandWithoutExec(text);
      if (!command) return;
      const written = text.slice(command.pos, command.end).split('\n', 1)[0] ?? '';
      ctx.report(
        element,
        'kept',
        { script: basename(found.path), command: written },
        {
          related: [
            {
              path: found.path,
              span: { start: command.pos, end: command.end },
              message: 'This command is started without exec.',
            },
          ],
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        COPY docker/entrypoint.sh /usr/local/bin/
        ENTRYPOINT [‹"entrypoint.sh"›]
        CMD ["app"]
      `,
      { files: { 'docker/entrypoint.sh': '#!/bin/sh\nset -e\n./migrate\n"$@"\n' } },
    ),
    bad(
      source`
        FROM debian:12
        WORKDIR /app
        COPY . .
        ENTRYPOINT ["sh", ‹"./start.sh"›]
      `,
      { files: { 'start.sh': 'echo starting\ngunicorn app:app # serves\n' } },
    ),
    good(
      source`
        FROM debian:12
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      { files: { 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' } },
    ),
    good(
      source`
        FROM debian:12
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      { files: { 'entrypoint.sh': '#!/bin/sh\ntrap "kill 0" TERM\napp &\nwait\n' } },
    ),
    good(
      source`
        FROM debian:12
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      { files: { 'entrypoint.sh': '#!/bin/sh\nmain() { exec app; }\nmain\n' } },
    ),
    good(
      source`
        FROM debian:12
        COPY entrypoint.py /
        ENTRYPOINT ["/entrypoint.py"]
      `,
      { files: { 'entrypoint.py': '#!/usr/bin/env python3\nmain()\n' } },
    ),
    good(source`
      FROM debian:12
      COPY --from=build /entrypoint.sh /
      ENTRYPOINT ["/entrypoint.sh"]
    `),
  ],
});

const longestScript = 100_000;

/** The last command of a shell script, where it starts a program and the shell stays in front of it. */
function commandWithoutExec(text: string): ShellCommand | undefined {
  if (text.length > longestScript || text.includes('\r')) return undefined;
  const shebang = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  const interpreter = shebang?.[1]?.endsWith('/env') ? shebang[2] : shebang?.[1];
  if (interpreter !== undefined && !/(?:^|\/)(?:sh|bash|ash|dash)$/.test(interpreter)) return undefined;
  const { commands, errors, script } = readShell(text);
  const last = commands.filter((command) => command.place.enclosing.length === 0).at(-1);
  if (!last || errors.length > 0 || commands.some(({ name }) => name === 'trap')) return undefined;
  if (text.slice(last.end).replace(/#.*$/gm, '').trim() !== '') return undefined;
  if (last.place.next === '&' || last.place.pipelineLength > 1) return undefined;
  if (last.wrappers.some(({ name }) => name === 'exec')) return undefined;
  const { name, nameWord } = last;
  if (name === undefined) return /^"?\$(?:@|\*|\{[@*]\})"?$/.test(nameWord.text) ? last : undefined;
  if (bringsNothing(name) || /^(?:kill|eval|exec|source|\.|time)$/.test(name)) return undefined;
  const isFunction = script.commands.some(
    ({ command }) => command.type === 'Function' && text.slice(command.pos, command.end).includes(name),
  );
  return isFunction ? undefined : last;
}
