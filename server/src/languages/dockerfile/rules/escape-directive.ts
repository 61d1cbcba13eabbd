import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/escape-directive', {
  summary: 'Escape directive with another character, or given twice',
  why: `\`# escape=\` takes the backslash or the backtick, once per file.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'dockerfile-utils:INVALID_ESCAPE_DIRECTIVE',
    'dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE',
    'buildkit:parse-error',
  ],
  fix: 'unsafe',
  messages: {
    character: 'The escape character is "\\" or "`", not "{value}".',
    twice: 'A file may have only one escape directive.',
  },
  fixes: { change: 'Change to "{to}"' },
  on: {
    problem({ kind, start, end, subject }, ctx) {
      const at = { start, end };
      if (kind === 'repeated-directive' && subject === 'escape') {
        ctx.report(
          at,
          'twice',
          {},
          { aliases: ['dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE', 'buildkit:parse-error'] },
        );
      }
      if (kind !== 'invalid-directive') return;
      const to = subject.includes('`') ? '`' : '\\';
      ctx.report(
        at,
        'character',
        { value: subject },
        {
          aliases: ['dockerfile-utils:INVALID_ESCAPE_DIRECTIVE', 'buildkit:parse-error'],
          fixes: [to, to === '`' ? '\\' : '`'].map((sign) => ({
            title: 'change' as const,
            params: { to: sign },
            edits: [replace(at, sign)],
          })),
        },
      );
    },
  },
  examples: [
    bad('# escape=‹^›\nFROM alpine:3.22\n', { fixed: '# escape=\\\nFROM alpine:3.22\n' }),
    bad('# escape=‹``›\nFROM alpine:3.22\n', { fixed: '# escape=`\nFROM alpine:3.22\n' }),
    bad('# escape=`\n‹# escape=\\›\nFROM alpine:3.22\n'),
    good('# syntax=docker/dockerfile:1\n# escape=`\nFROM alpine:3.22\n'),
  ],
});
