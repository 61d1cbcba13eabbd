import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { lineEnding } from '../../../core/text.js';
import { stopsAtErrors } from '../model/errexit.js';
import { dockerfileRule, type Rule } from '../rule.js';

/** A command that does not fail, or whose failure stops nothing. */
const harmless: ReadonlySet<string> = new Set([
  ':',
  'echo',
  'export',
  'printf',
  'set',
  'shopt',
  'true',
  'umask',
  'unset',
]);

export const rule: Rule = dockerfileRule('dockerfile/heredoc-errexit', {
  summary: 'Script in a heredoc goes on after errors',
  why: `Lines of a heredoc are run as a script: when one of them fails, the next ones still run, and only the last decides
whether the step fails. \`set -e\` as first line stops at the first error, as \`&&\` between commands does.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    errexit: 'When "{first}" fails, the script goes on and the step may still succeed. Start it with "set -e".',
  },
  fixes: { add: 'Start the script with "set -e"' },
  on: {
    script(script, ctx) {
      const { heredoc, reading, instruction } = script;
      if (script.form !== 'heredoc' || !heredoc || !reading || instruction.kind !== 'RUN') return;
      const statements = reading.script.commands;
      const lost = statements.slice(0, -1).find(({ command: node }) => {
        if (node.type === 'AndOr' && node.operators.includes('||')) return false;
        const inside = reading.commands.filter((command) => command.pos >= node.pos && command.end <= node.end);
        return inside.some(({ name }) => !harmless.has(name ?? ''));
      });
      if (!lost) return;
      const first = /^\s*#![^\n]*\n*/.exec(reading.text)?.[0] ?? '';
      if (stopsAtErrors(ctx.document, script, lost.pos)) return;
      const command = reading.commands.find(({ pos, name }) => pos >= lost.pos && name !== undefined);
      const at = first.length;
      const indent = /^[ \t]*/.exec(reading.text.slice(at))?.[0] ?? '';
      ctx.report(
        heredoc.opener,
        'errexit',
        { first: command?.nameWord.text ?? lost.command.type },
        {
          fix: {
            title: 'add',
            edits: [insert(heredoc.body.start + at, `${indent}set -e${lineEnding(ctx.text)}`)],
          },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN ‹<<EOF›
          apt-get update
          apt-get install -y curl
        EOF
      `,
      {
        fixed: source`
          FROM debian:12
          RUN <<EOF
            set -e
            apt-get update
            apt-get install -y curl
          EOF
        `,
      },
    ),
    bad('FROM debian:12\r\nRUN ‹<<EOF›\r\n#!/bin/bash\r\nmake\r\nmake install\r\nEOF\r\n', {
      fixed: 'FROM debian:12\r\nRUN <<EOF\r\n#!/bin/bash\r\nset -e\r\nmake\r\nmake install\r\nEOF\r\n',
    }),
    bad(source`
      FROM debian:12
      RUN bash ‹<<EOF›
      make
      make install
      EOF
    `),
    good(source`
      FROM debian:12
      RUN <<EOF
      set -eux
      make
      make install
      EOF
      RUN bash -e <<EOF
      make
      make install
      EOF
      RUN <<EOF
      #!/bin/sh -e
      make
      make install
      EOF
    `),
    good(source`
      FROM debian:12
      RUN <<EOF
      export A=1
      echo start
      make && make install
      EOF
      RUN <<EOF python3
      print(1)
      print(2)
      EOF
    `),
    good(source`
      FROM debian:12
      SHELL ["/bin/bash", "-ec"]
      RUN <<EOF
      make
      make install
      EOF
    `),
  ],
});
