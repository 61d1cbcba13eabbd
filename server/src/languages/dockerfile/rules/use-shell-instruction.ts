import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import { sameCase } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/use-shell-instruction', {
  summary: 'RUN replaces /bin/sh with a link',
  why: `Scripts of the distribution rely on the \`/bin/sh\` that it ships, and an upgrade may put it back. SHELL chooses the
shell of the RUN instructions that follow it and leaves the image's own alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL4005'],
  fix: 'unsafe',
  reach: 'part',
  messages: { link: 'Do not replace "/bin/sh" for all programs of the image. Choose the shell of RUN with SHELL.' },
  fixes: { shell: 'Use SHELL ["{shell}", "-c"]' },
  on: {
    command(use, ctx) {
      const { command, instruction } = use;
      if (command.name !== 'ln') return;
      const { positionals } = commandOptions(command, new Set(['S', 'suffix', 't', 'target-directory']));
      const target = positionals.length > 1 ? positionals[positionals.length - 1] : undefined;
      if (target?.value !== '/bin/sh') return;
      const from = positionals[0]?.value;
      const shell = from?.startsWith('/') ? from : from === undefined ? undefined : `/bin/${from}`;
      const alone = use.script.commands.length === 1 && instruction.flags.length === 0 && positionals.length === 2;
      const plain = alone && instruction.heredocs.length === 0 && shell !== undefined && /^[\w./-]+$/.test(shell);
      const line = `${sameCase(instruction.keyword.text, 'SHELL')} ["${shell}", "-c"]`;
      ctx.report(
        use.span(target),
        'link',
        {},
        {
          fix: plain
            ? {
                title: 'shell',
                params: { shell },
                edits: [replace({ start: instruction.keyword.start, end: instruction.lineEnd }, line)],
              }
            : undefined,
        },
      );
    },
  },
  examples: [
    bad('FROM debian:12\nRUN ln -sf /bin/bash ‹/bin/sh›\nRUN source /etc/profile\n', {
      fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN source /etc/profile\n',
    }),
    bad(source`
      FROM debian:12
      RUN rm /bin/sh && ln -s bash ‹/bin/sh›
    `),
    good(source`
      FROM debian:12
      SHELL ["/bin/bash", "-c"]
      RUN ln -sf /bin/true /sbin/initctl && run-with /bin/sh
      RUN ln -s /bin/sh /usr/local/bin/shell
    `),
  ],
});
