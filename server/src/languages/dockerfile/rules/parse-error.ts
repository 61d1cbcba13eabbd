import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

const parser = ['buildkit:parse-error'];
const checkOption =
  /^\s*(?:(?:skip|experimental)\s*=|error\s*=\s*(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)\s*$)/;

export const rule: Rule = dockerfileRule('dockerfile/parse-error', {
  summary: 'Text that the builder cannot read',
  why: `The builder's parser stops here, so nothing of the file is built.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:parse-error', 'dockerfile-utils:ARGUMENT_REQUIRES_TWO', 'dockerfile-utils:NO_SOURCE_IMAGE'],
  fix: 'none',
  messages: {
    empty: 'There is no instruction in this file. Start with FROM.',
    heredoc: 'The heredoc "{name}" has no end. Put "{name}" alone on a line after its text.',
    strings: 'A JSON array here may hold strings only. Put {element} in double quotes.',
    longLine: 'This line is longer than {limit} bytes, which the builder does not read.',
    noValue: '{keyword} needs a name and a value, as in "{keyword} NAME=value".',
    repeated: 'A file may have the directive "{name}" only once.',
    checkOption: 'The check directive takes skip=…, error=true|false and experimental=…, but not "{option}".',
  },
  on: {
    problem(problem, ctx) {
      const at = { start: problem.start, end: problem.end };
      const { subject } = problem;
      switch (problem.kind) {
        case 'empty-file':
          // With a directive the file has been begun, and only its first instruction is missing.
          ctx.report(
            at,
            'empty',
            {},
            { aliases: ['dockerfile-utils:NO_SOURCE_IMAGE', ...(ctx.document.directives.length > 0 ? [] : parser)] },
          );
          break;
        case 'unterminated-heredoc':
          ctx.report(at, 'heredoc', { name: subject }, { aliases: parser });
          break;
        case 'json-not-strings':
          ctx.report(at, 'strings', { element: subject }, { aliases: parser });
          break;
        case 'long-line':
          ctx.report({ start: at.start, end: at.start }, 'longLine', { limit: subject }, { aliases: parser });
          break;
        case 'missing-pair-value':
          ctx.report(
            at,
            'noValue',
            { keyword: subject },
            { aliases: [...parser, 'dockerfile-utils:ARGUMENT_REQUIRES_TWO'] },
          );
          break;
        case 'repeated-directive':
          if (subject !== 'escape') ctx.report(at, 'repeated', { name: subject }, { aliases: parser });
          break;
        default:
      }
    },
    directive(directive, ctx) {
      if (directive.name.text.toLowerCase() !== 'check') return;
      // What follows a blank is a remark.
      const written = directive.value.text.split(' ', 1)[0] ?? '';
      let at = directive.value.start;
      for (const option of written.split(';')) {
        const end = at + option.length;
        if (!checkOption.test(option)) {
          ctx.report({ start: option === '' ? at - 1 : at, end }, 'checkOption', { option }, { aliases: parser });
        }
        at = end + 1;
      }
    },
  },
  examples: [
    bad('‹›# only a comment\n'),
    bad('FROM alpine:3.22\nRUN ‹<<EOF›\necho hello\n'),
    bad('FROM alpine:3.22\nCMD ["sleep", ‹10›]\n'),
    bad('FROM alpine:3.22\nENV ‹NAME›\n'),
    bad('# syntax=docker/dockerfile:1\n‹# syntax=docker/dockerfile:1›\nFROM alpine:3.22\n'),
    bad('# check=skip=all;‹eror=true›\nFROM alpine:3.22\n'),
    bad('# check=skip=all‹;›\nFROM alpine:3.22\n'),
    good(source`
      # check=skip=JSONArgsRecommended;error=true a remark
      FROM alpine:3.22
      RUN <<EOF
      echo hello
      EOF
      ENV NAME= OTHER="a b"
      CMD ["sleep", "10"]
    `),
    good('FROM alpine:3.22\nCMD [ "$x" = 1 ] && echo yes\n'),
  ],
});
