import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/consistent-instruction-casing', {
  summary: 'Instruction in another case than the others',
  why: `Instructions work in any case, but a file is easier to read with one of them. The case that most instructions have
counts; upper case is the custom.`,
  category: 'style',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:ConsistentInstructionCasing'],
  fix: 'safe',
  messages: { casing: '"{keyword}" is written in another case than most instructions here. Write "{wanted}".' },
  fixes: { change: 'Write "{wanted}"' },
  on: {
    file(document, ctx) {
      let lower = 0;
      let upper = 0;
      const counted = document.instructions.filter((instruction) => document.stageOf[instruction.index]);
      for (const { keyword } of counted) {
        if (keyword.text === keyword.text.toLowerCase()) lower++;
        else if (keyword.text === keyword.text.toUpperCase()) upper++;
      }
      for (const { keyword, kind } of counted) {
        if (kind === 'UNKNOWN') continue;
        const wanted = lower > upper ? keyword.text.toLowerCase() : keyword.text.toUpperCase();
        if (keyword.text === wanted) continue;
        const fix = { title: 'change' as const, edits: [replace(keyword, wanted)] };
        ctx.report(keyword, 'casing', { keyword: keyword.text, wanted }, { fix });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\n‹run› ls\nCMD ls\n', { fixed: 'FROM alpine:3.22\nRUN ls\nCMD ls\n' }),
    bad('from alpine:3.22\nrun ls\n‹COPY› a /b\n', { fixed: 'from alpine:3.22\nrun ls\ncopy a /b\n' }),
    bad('‹From› alpine:3.22\n', { fixed: 'FROM alpine:3.22\n' }),
    good('from alpine:3.22\nrun ls\n'),
    good(source`
      arg A=1
      FROM alpine:3.22
      RUN <<EOF
      run ls
      EOF
    `),
  ],
});
