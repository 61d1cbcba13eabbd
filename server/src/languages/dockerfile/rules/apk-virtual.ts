import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { packageCommandsOf } from '../tools/package-commands.js';

export const rule: Rule = dockerfileRule('dockerfile/apk-virtual', {
  summary: 'Packages that are removed again have no common name',
  why: `With \`--virtual .build-deps\`, what is needed for a while gets one name, and \`apk del .build-deps\` removes all of it,
the packages that came along included. A list that is written twice is soon two lists.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dockerfilelint:apkadd-missing-virtual'],
  fix: 'none',
  reach: 'part',
  messages: { unnamed: 'What is removed again below can have one name: "apk add --virtual .build-deps …".' },
  on: {
    script(script, ctx) {
      // What the next `del` removes, seen from the end.
      let removed: ReadonlySet<string> = new Set();
      for (const { manager, action, options, words, use, verb } of packageCommandsOf(script).toReversed()) {
        if (manager !== 'apk') continue;
        if (action === 'del') removed = new Set(words.map((word) => word.text));
        if (action !== 'add' || hasOption(options, 't', 'virtual')) continue;
        if (words.some((word) => removed.has(word.text.replace(/[=~<>].*$/, ''))))
          ctx.report(use.span(verb), 'unnamed');
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nRUN apk ‹add› --no-cache gcc musl-dev && make && apk del gcc musl-dev\n'),
    good('FROM alpine:3.22\nRUN apk add --no-cache --virtual .build gcc && make && apk del .build\n'),
    good('FROM alpine:3.22\nRUN apk add --no-cache -t .build gcc && make && apk del .build\n'),
    good('FROM alpine:3.22\nRUN apk add --no-cache gcc && apk del busybox-extras\n'),
  ],
});
