import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { isSignal, signals } from '../grammar/signals.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-signal', {
  summary: 'Signal that does not exist',
  why: `STOPSIGNAL takes the name of a signal, such as \`SIGQUIT\`, or its number.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:INVALID_SIGNAL'],
  fix: 'unsafe',
  messages: {
    unknown: 'There is no signal "{name}". Use a name such as SIGTERM, SIGINT or SIGQUIT, or a number.',
    misspelt: 'There is no signal "{name}". Did you mean {suggestion}?',
  },
  fixes: { rename: 'Change to {suggestion}' },
  on: {
    STOPSIGNAL({ words, rest }, ctx) {
      const [word] = words;
      if (!word || words.length > 1 || /[$\\`"']/.test(rest.text) || isSignal(word.text)) return;
      const found = nearest(word.text.toUpperCase().replace(/^SIG/, ''), signals, 1);
      // The peer takes whatever starts with SIG for a signal.
      const aliases = word.text.startsWith('SIG') ? [] : rule.peers;
      const name = word.text;
      if (found === undefined || word.text.length < 3) ctx.report(word, 'unknown', { name }, { aliases });
      else {
        const suggestion = `SIG${found}`;
        const fix = { title: 'rename' as const, params: { suggestion }, edits: [replace(word, suggestion)] };
        ctx.report(word, 'misspelt', { name, suggestion }, { aliases, fix });
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹SIGTREM›\n', { fixed: 'FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n' }),
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹now›\n'),
    bad('FROM alpine:3.22\nSTOPSIGNAL ‹0›\n'),
    good(
      'FROM alpine:3.22\nSTOPSIGNAL SIGQUIT\nSTOPSIGNAL term\nSTOPSIGNAL 9\nSTOPSIGNAL RTMIN+3\nSTOPSIGNAL $SIGNAL\n',
    ),
  ],
});
