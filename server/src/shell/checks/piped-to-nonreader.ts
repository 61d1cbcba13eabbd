import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

const nonReaders =
  /^(?:rm|rmdir|cp|mv|ln|ls|mkdir|touch|chmod|chown|chgrp|kill|cd|echo|basename|dirname|find|pwd|which)$/;

export const check: ShellRule = shellRule('piped-to-nonreader', {
  summary: 'Pipe into a command that reads no input',
  why: `The command takes its work from its arguments, and what comes through the pipe is lost. \`xargs\` turns input into
arguments.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  codes: [2216],
  fix: 'none',
  messages: { ignored: '"{name}" does not read what is piped to it. Use xargs to turn input into arguments.' },
  check({ reading }, report) {
    for (const { name, nameWord, args, place, wrappers, redirects } of reading.commands) {
      if (name === undefined || place.pipelineIndex === 0 || wrappers.length > 0 || redirects.length > 0) continue;
      if (!nonReaders.test(name) || place.enclosing.length > 0) continue;
      // A substitution reads the same input, and so do files that stand for it.
      if (
        args.some(
          (arg) =>
            arg.value === undefined || /^-$|^\/dev\/(?:stdin|fd\/)|^\/proc\/self\/|^-files0-from$/.test(arg.value),
        )
      )
        continue;
      // `yes |` only answers questions.
      const first = reading.commands.findLast(
        ({ place: other, end }) => other.pipelineIndex === 0 && end <= nameWord.pos,
      );
      if (/^(?:yes|echo|printf)$/.test(first?.name ?? '') && /^(?:rm|cp|mv|ln)$/.test(name)) continue;
      report(nameWord, 'ignored', { name });
    }
  },
  examples: [
    badShell('ls *.tmp | ‹rm›'),
    goodShell(
      'ls a | echo "$(cat)"; ls a | cp /dev/stdin b; ls *.tmp | xargs rm && yes | rm -i a && ls | cat && find . | while read -r f; do rm "$f"; done',
    ),
  ],
});
