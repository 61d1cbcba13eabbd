import { remove, replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { scriptsOf } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { RunInstruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/consecutive-run', {
  summary: 'RUN instructions that could be one',
  why: `Each RUN of the final stage adds a layer. Short ones that follow each other can be joined with \`&&\`, which makes the
image a little smaller. Where one of them changes often, keep them apart for the cache.`,
  category: 'performance',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['hadolint:DL3059'],
  fix: 'unsafe',
  messages: { consecutive: 'This RUN could be joined to the one before it with &&.' },
  fixes: { merge: 'Join to the RUN before' },
  on: {
    stage(stage, ctx) {
      if (!stage.final) return;
      stage.instructions.forEach((instruction, i) => {
        const before = stage.instructions[i - 1];
        if (instruction.kind !== 'RUN' || before?.kind !== 'RUN') return;
        if (!isShort(ctx.document, before) || !isShort(ctx.document, instruction)) return;
        if (flagsOf(before) !== flagsOf(instruction)) return;
        const edits = merge(ctx.document, before, instruction);
        ctx.report(instruction.keyword, 'consecutive', {}, { fix: edits && { title: 'merge', edits } });
      });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN ./a.sh\n\n# Why\n‹RUN› ./b.sh x\n‹RUN› ./c.sh\nCMD ["d"]\n', {
      fixed: 'FROM alpine:3.22\nRUN ./a.sh \\\n# Why\n    && ./b.sh x \\\n    && ./c.sh\nCMD ["d"]\n',
    }),
    bad('# escape=`\r\nFROM alpine:3.22\r\nRUN --network=none ./a.sh\r\n‹RUN› --network=none ./b.sh\r\n', {
      fixed: '# escape=`\r\nFROM alpine:3.22\r\nRUN --network=none ./a.sh `\r\n    && ./b.sh\r\n',
    }),
    bad('FROM alpine:3.22\nRUN ["a"]\n‹RUN› cd /b\n‹RUN› c\n', {
      fixed: 'FROM alpine:3.22\nRUN ["a"]\nRUN cd /b\nRUN c\n',
    }),
    good(source`
      FROM alpine:3.22 AS build
      RUN ./a.sh
      RUN ./b.sh
      FROM alpine:3.22
      RUN ./a.sh && ./b.sh
      RUN ./c.sh
      RUN --mount=type=cache,target=/cache ./d.sh
      COPY e /e
      RUN ./e.sh
      RUN <<EOF
      ./f.sh
      EOF
    `),
  ],
});

/** At most one command, as longer ones have a layer of their own for a reason. */
function isShort(document: Dockerfile, run: RunInstruction): boolean {
  if (run.heredocs.length > 0) return false;
  const scripts = scriptsOf(document, run);
  const named = scripts.flatMap((script) => script.commands).filter((command) => command.name !== undefined);
  return scripts.length > 0 && named.length <= 1;
}

function flagsOf(run: RunInstruction): string {
  return run.flags.map((flag) => `${flag.name.text}=${flag.value?.text}`).join('\n');
}

/** Commands that change the shell for those after them. */
const lasting: ReadonlySet<string> = new Set([
  'cd',
  'export',
  'set',
  'source',
  '.',
  'umask',
  'trap',
  'alias',
  'pushd',
  'exit',
]);

function merge(document: Dockerfile, before: RunInstruction, run: RunInstruction): TextEdit[] | undefined {
  if (before.json || run.json || run.rest.text === '' || before.rest.text === '') return undefined;
  // A comment at the end of a line would swallow what is joined to it.
  const texts = [before.rest.text, run.rest.text];
  if (texts.some((text) => /(?:^|\s)#|[;&|]\s*$/.test(text))) return undefined;
  const [command] = scriptsOf(document, before).flatMap((script) => script.commands);
  if (command?.name === undefined || lasting.has(command.name)) return undefined;
  if (run.innerComments.some((comment) => comment.start < run.rest.start)) return undefined;
  const { text } = document;
  const edits = [replace({ start: before.rest.end, end: before.lineEnd }, ` ${document.escape}`)];
  // Blank lines may not stand inside an instruction; comment lines may.
  let at = before.next;
  while (at < run.start) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= run.start ? run.start : newline + 1;
    if (next < run.start && text.slice(at, next).trim() === '') edits.push(remove({ start: at, end: next }));
    at = next;
  }
  edits.push(replace({ start: run.start, end: run.rest.start }, '    && '));
  return edits;
}
