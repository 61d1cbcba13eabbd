import { remove } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { userAt } from '../model/state.js';
import { isRoot } from '../model/users.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/no-sudo', {
  summary: 'RUN calls sudo',
  why: `A build runs as root until USER says otherwise, so \`sudo\` does nothing there except to need a package, a terminal it
does not have and a way to handle signals badly. Where another user is set, put \`USER root\` before the step and switch
back after it.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3004', 'trivy:DS-0010', 'checkov:CKV2_DOCKER_1', 'dockle:DKL-DI-0001'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    needless: 'The build runs as root here, so "sudo" is not needed. Call the program itself.',
    sudo: 'Do not call "sudo" in a build. Switch with USER to the user that the step needs.',
  },
  fixes: { drop: 'Remove "sudo"' },
  on: {
    command(use, ctx) {
      const { command } = use;
      const wrapper = command.wrappers.find(({ name }) => name === 'sudo');
      const word = wrapper?.word ?? (command.name === 'sudo' ? command.nameWord : undefined);
      if (!word) return;
      const at = use.span(word);
      const root = isRoot(userAt(ctx.document, use.instruction)?.split(':')[0]);
      const next = wrapper && command.wrappers[command.wrappers.indexOf(wrapper) + 1]?.word;
      const end = wrapper ? use.span(next ?? command.nameWord).start : at.end;
      // Options of sudo, such as another user, would get lost with it.
      const plain = wrapper !== undefined && /^\s*(?:\\\r?\n\s*)*$/.test(ctx.text.slice(at.end, end));
      ctx.report(
        at,
        root ? 'needless' : 'sudo',
        {},
        { fix: root && plain ? { title: 'drop', edits: [remove({ start: at.start, end })] } : undefined },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN apt-get update && ‹sudo› apt-get install -y curl
      `,
      {
        fixed: source`
          FROM debian:12
          RUN apt-get update && apt-get install -y curl
        `,
      },
    ),
    bad(source`
      FROM debian:12
      USER app
      RUN ‹sudo› make install
    `),
    bad(source`
      FROM debian:12
      RUN ‹sudo› -u app make
      RUN [‹"sudo"›, "ls"]
    `),
    good(source`
      FROM debian:12
      RUN apt-get install sudo
    `),
    good('RUN apt-get install -y sudoku\n'),
  ],
});
