import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/shell-not-json', {
  summary: 'SHELL that is not a JSON array',
  why: `SHELL takes a JSON array with the program and its arguments, and nothing else:
\`SHELL ["/bin/bash", "-o", "pipefail", "-c"]\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:SHELL_JSON_FORM', 'dockerfile-utils:SHELL_REQUIRES_ONE', 'buildkit:instruction-error'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    form: 'SHELL takes a JSON array, with double quotes: {example}.',
    empty: 'SHELL needs at least the program, as in ["/bin/sh", "-c"].',
  },
  fixes: { convert: 'Change to {json}' },
  on: {
    SHELL(instruction, ctx) {
      const { json, rest } = instruction;
      const builder = 'buildkit:instruction-error';
      if (json) {
        if (json.elements.length > 0) return;
        ctx.report(
          json,
          'empty',
          {},
          refused(instruction, { aliases: [builder, 'dockerfile-utils:SHELL_REQUIRES_ONE'] }),
        );
        return;
      }
      if (rest.text === '') return;
      const words = rest.text
        .replace(/^\[|\]$/g, '')
        .split(/[\s,]+/)
        .map((word) => word.replace(/^["']+|["']+$/g, ''));
      const array = JSON.stringify(words.filter((word) => word !== '')).replace(/","/g, '", "');
      const usable = array !== '[]' && !/\\/.test(rest.text);
      ctx.report(
        rest,
        'form',
        { example: usable ? array : '["/bin/sh", "-c"]' },
        refused(instruction, {
          aliases: [builder, 'dockerfile-utils:SHELL_JSON_FORM'],
          ...(usable && { fix: { title: 'convert', params: { json: array }, edits: [replace(rest, array)] } }),
        }),
      );
    },
  },
  examples: [
    bad('FROM debian:12\nSHELL ‹/bin/bash -c›\n', { fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n' }),
    bad("FROM debian:12\nSHELL ‹['/bin/bash', '-c']›\n", { fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n' }),
    bad('FROM debian:12\nSHELL ‹[ ]›\n'),
    good('FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'),
  ],
});
