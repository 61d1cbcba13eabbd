import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { isSignal, signalNames } from '../grammar/signals.js';
import { refused } from '../model/refusal.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-signal', {
  summary: 'Signal that does not exist',
  why: `STOPSIGNAL takes the name of a signal, such as \`SIGQUIT\`, or its number.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:INVALID_SIGNAL'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: 'There is no signal "{name}". Use a name such as SIGTERM, SIGINT or SIGQUIT, or a number.',
    misspelt: 'There is no signal "{name}". Did you mean {suggestion}?',
  },
  fixes: { rename: 'Change to {suggestion}' },
  on: {
    STOPSIGNAL(instruction, ctx) {
      const [word, ...more] = instruction.words;
      const name = word && expand(word.text, ctx.document.escape).value;
      if (!word || name === undefined || more.length > 0 || isSignal(name)) return;
      const found = nearest(name.toUpperCase().replace(/^SIG/, ''), signalNames, 1);
      // The peer takes whatever starts with SIG for a signal.
      const aliases = name.startsWith('SIG') || name !== word.text ? [] : rule.peers;
      if (found === undefined || name.length < 3)
        ctx.report(word, 'unknown', { name }, refused(instruction, { aliases }));
      else {
        const suggestion = `SIG${found}`;
        const fix = { title: 'rename' as const, params: { suggestion }, edits: [replace(word, suggestion)] };
        ctx.report(word, 'misspelt', { name, suggestion }, refused(instruction, { aliases, fix }));
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹SIGTREM›\n', { fixed: 'FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n' }),
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹now›\n'),
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹0›\n'),
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹"up"›\n'),
    good(
      'FROM alpine:3.22\nSTOPSIGNAL SIGQUIT\nSTOPSIGNAL term\nSTOPSIGNAL 9\nSTOPSIGNAL RTMIN+3\nSTOPSIGNAL $SIGNAL\n',
    ),
  ],
});
