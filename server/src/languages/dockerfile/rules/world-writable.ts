import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/world-writable', {
  summary: 'Files that everybody may change',
  why: `Mode 777 lets every process in the container change the program that runs next, so one hole becomes a lasting one.
Give the files to the user that needs them (\`COPY --chown\`, \`chown\`), and others no more than reading: 755, or \`a+rX\`.
Directories with the sticky bit, such as \`/tmp\` with 1777, are fine.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    writable: 'Mode "{mode}" lets everybody change these files. Give them to the user that needs them instead.',
  },
  on: {
    command(use, ctx) {
      if (use.command.name !== 'chmod') return;
      const { positionals } = commandOptions(use.command);
      // `chmod -x` and the like are modes, not options.
      const mode = positionals[0];
      if (mode?.value && isWorldWritable(mode.value)) ctx.report(use.span(mode), 'writable', { mode: mode.value });
    },
    instruction(instruction, ctx) {
      if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return;
      for (const { name, value } of instruction.flags) {
        if (name.text !== 'chmod' || !value || !isWorldWritable(value.text)) continue;
        ctx.report(value, 'writable', { mode: value.text });
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      COPY --chmod=‹777› run.sh /
      RUN chmod -R ‹0777› /app && chmod ‹a+rwx› /data
      RUN chmod ‹o+w› /data && chmod ‹ugo=rwX› /srv
    `),
    good(source`
      FROM debian:12
      COPY --chmod=755 run.sh /
      RUN chmod 1777 /scratch && chmod ugo+rwx,o+t /run/app && chmod +x /run.sh && chmod -R a+rX,go-w /app && chmod u+w,g+w /data
    `),
  ],
});

function isWorldWritable(mode: string): boolean {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return (bits & 0o002) !== 0 && (bits & 0o1000) === 0;
  }
  // The sticky bit keeps others from changing what is not theirs.
  if (/[+=][rwxXs]*t/.test(mode)) return false;
  return mode.split(',').some((clause) => {
    const match = /^([ugoa]+)[+=]([rwxXs]+)$/.exec(clause);
    return match !== null && /[oa]/.test(match[1] ?? '') && (match[2] ?? '').includes('w');
  });
}
