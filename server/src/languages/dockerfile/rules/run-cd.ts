import { remove, replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { insertLineAbove, outermost, sameCase } from '../model/edits.js';
import type { CommandUse } from '../model/script.js';
import { variableAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/run-cd', {
  summary: 'RUN changes the directory with cd',
  why: `Each RUN starts in the directory that WORKDIR gives, so a \`cd\` is forgotten when its RUN ends: on its own it does
nothing at all. WORKDIR is kept for the instructions that follow, expands variables and makes the directory. Where only one
command needs another directory, a subshell \`(cd sub && make)\` or an option such as \`git -C\` is fine.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['hadolint:DL3003', 'trivy:DS-0013'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    lost: 'This "cd" ends with its RUN and changes nothing after it. Use WORKDIR.',
    governs: 'All of this RUN works in the directory of this "cd". Set it with WORKDIR.',
    within: '"cd" holds for the rest of this RUN only. Use WORKDIR, or a subshell for a single command.',
  },
  fixes: { workdir: 'Use WORKDIR {path}' },
  on: {
    command(use, ctx) {
      const { command, script } = use;
      if (command.name !== 'cd') return;
      const { enclosing, next, pipelineLength } = command.place;
      const first = script.commands[0] === command && enclosing.length === 0 && pipelineLength === 1;
      const lone = first && script.commands.filter(({ name }) => name === 'cd').length === 1;
      const whole = script.commands.length === 1;
      const path = lone ? pathOf(ctx.document, use) : undefined;
      const edits = path === undefined ? undefined : workdirEdits(ctx.document, use, path);
      ctx.report(
        use.span(command.nameWord),
        lone && whole ? 'lost' : lone ? 'governs' : 'within',
        {},
        {
          severity: lone && (whole || next === ';') ? 'warning' : 'info',
          fix: path !== undefined && edits ? { title: 'workdir', params: { path }, edits } : undefined,
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN ‹cd› /opt
      `,
      {
        fixed: source`
          FROM debian:12
          WORKDIR /opt
        `,
      },
    ),
    bad(
      source`
        FROM debian:12
        ENV NAME=app
        # Builds the program.
        RUN ‹cd› "/src/$NAME" && \
          make
      `,
      {
        fixed: source`
          FROM debian:12
          ENV NAME=app
          WORKDIR /src/$NAME
          # Builds the program.
          RUN make
        `,
      },
    ),
    bad(source`
      FROM debian:12
      RUN make && ‹cd› /tmp && (‹cd› sub && ls)
      RUN [‹"cd"›, "/opt"]
    `),
    good(source`
      FROM debian:12
      WORKDIR /opt
      RUN make -C sub cd
    `),
  ],
});

/** The directory as WORKDIR would take it; undefined where that is not the same. */
function pathOf(document: Dockerfile, use: CommandUse): string | undefined {
  const { command, script, instruction } = use;
  const [word, more] = command.args;
  if (!word || more || script.form !== 'shell' || instruction.flags.length > 0) return undefined;
  if (instruction.heredocs.length > 0 || command.redirects.length > 0 || command.wrappers.length > 0) return undefined;
  const text = word.text.replace(/^(["'])(.*)\1$/, '$2');
  const plain = /^[\w./$@+-]+$/.test(text.replace(/\$\{(\w+)\}/g, '$$$1'));
  if (!plain || text.startsWith('-') || (word.text.startsWith("'") && text.includes('$'))) return undefined;
  for (const [, name = ''] of text.matchAll(/\$\{?(\w*)/g))
    if (!variableAt(document, instruction, name)) return undefined;
  return text;
}

function workdirEdits(document: Dockerfile, use: CommandUse, path: string): readonly TextEdit[] | undefined {
  const { command, script, instruction } = use;
  const line = `${sameCase(instruction.keyword.text, 'WORKDIR')} ${path}`;
  if (script.commands.length === 1) {
    return [replace({ start: instruction.keyword.start, end: use.span(command).end }, line)];
  }
  const second = script.commands[1];
  if (instruction.trigger || !second || second.pos < command.end) return undefined;
  const between = script.reading?.text.slice(command.end, second.pos).trim();
  if (between !== '&&' && between !== ';') return undefined;
  return [
    insertLineAbove(document, outermost(document, instruction), line),
    remove({ start: use.span(command).start, end: use.span(second).start }),
  ];
}
