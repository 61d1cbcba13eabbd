import { replace } from '../../../core/edit.js';
import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-stage-name', {
  summary: 'Stage name with characters that it may not have',
  why: `The name of a stage starts with a letter and goes on with letters, digits, \`-\`, \`_\` and \`.\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:INVALID_BUILD_STAGE_NAME', 'buildkit:instruction-error'],
  fix: 'unsafe',
  messages: { name: '"{name}" cannot be the name of a stage: it takes a-z, 0-9, "-", "_" and ".", a letter first.' },
  fixes: { rename: 'Change to "{valid}"' },
  on: {
    FROM({ words, as, name }, ctx) {
      if (words.length !== 3 || !name || !/^as$/i.test(as?.text ?? '')) return;
      if (/^[a-z][a-z0-9\-_.]*$/.test(name.text.toLowerCase())) return;
      const cleaned = name.text
        .toLowerCase()
        .replace(/[^a-z0-9\-_.]+/g, '-')
        .replace(/^[^a-z]+/, '')
        .replace(/-+$/, '');
      const taken = ctx.document.stages.some((stage) => stage.name === cleaned);
      const valid = cleaned === '' ? `stage-${name.text.replace(/\D/g, '') || '1'}` : cleaned;
      const fix = { title: 'rename' as const, params: { valid }, edits: [replace(name, valid)] };
      ctx.report(name, 'name', { name: name.text }, taken ? {} : { fix });
    },
  },
  examples: [
    bad('FROM alpine:3.22 AS ‹1st›\n', { fixed: 'FROM alpine:3.22 AS st\n' }),
    bad('FROM alpine:3.22 AS ‹my/stage›\n', { fixed: 'FROM alpine:3.22 AS my-stage\n' }),
    bad('FROM alpine:3.22 AS ‹$NAME›\n', { fixed: 'FROM alpine:3.22 AS name\n' }),
    good('FROM alpine:3.22 AS build-1.2_x\nFROM alpine:3.22 AS Build\n'),
  ],
});
