import { bad, good } from '../../../core/rule.js';
import { replaceKeyword } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';

const remote = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@[\w.-]+:)/;

export const rule: Rule = dockerfileRule('dockerfile/copy-remote', {
  summary: 'COPY of an address',
  why: `COPY takes files of the build context, a stage or an image. Only ADD fetches an address.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: { remote: 'COPY cannot fetch "{source}". ADD can.' },
  fixes: { add: 'Use ADD' },
  on: {
    COPY(copy, ctx) {
      const usable = copy.flags.every((flag) => flag.name.text !== 'from' && flag.name.text !== 'parents');
      for (const word of copy.sources) {
        if (!remote.test(word.text)) continue;
        const fix = { title: 'add' as const, edits: [replaceKeyword(copy, 'ADD')] };
        ctx.report(word, 'remote', { source: word.text }, refused(copy, usable ? { fix } : {}));
        return;
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nCOPY ‹https://example.com/a.tar› /a/\n', {
      fixed: 'FROM alpine:3.22\nADD https://example.com/a.tar /a/\n',
    }),
    bad('FROM alpine:3.22\ncopy ‹git@example.com:a/b.git› /a/\n', {
      fixed: 'FROM alpine:3.22\nadd git@example.com:a/b.git /a/\n',
    }),
    good('FROM alpine:3.22\nADD https://example.com/a.tar /a/\nCOPY http a:b /a/\n'),
  ],
});
