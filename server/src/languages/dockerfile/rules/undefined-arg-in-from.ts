import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import { declareGlobalArg, spanWithin } from '../model/edits.js';
import { expandedTokens } from '../model/variable-uses.js';
import { expandAt, fixedInFrom, globalArguments, isGlobalArg } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/undefined-arg-in-from', {
  summary: 'FROM uses a variable that no ARG declares',
  why: `A FROM line sees only the ARGs above the first FROM and the platform arguments of the builder. Any other variable is
empty there, and \`--build-arg\` cannot change that. Declare it with ARG above the first FROM.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:UndefinedArgInFrom'],
  fix: 'unsafe',
  messages: {
    undefined: 'No ARG above the first FROM declares "{name}", so it is empty here. Declare it there.',
    nearest: 'No ARG above the first FROM declares "{name}", so it is empty here. Did you mean "{other}"?',
  },
  fixes: { rename: 'Use "{other}"', declare: 'Declare ARG {name}' },
  on: {
    FROM(from, ctx) {
      const { document } = ctx;
      for (const token of expandedTokens(from)) {
        for (const ref of expandAt(document, from, token).refs) {
          const { name } = ref;
          if (globalArguments.has(name) || isGlobalArg(document, name)) continue;
          // An image that is nothing but the variable has no name at all: dockerfile/empty-base-name tells of it.
          if (token === from.image && ref.start === 0 && ref.end === token.text.length) continue;
          const globals = document.globals.flatMap((arg) => arg.pairs.map((pair) => pair.key.text));
          const other = nearest(name, [...globals, ...globalArguments]);
          const at = spanWithin(from, token, ref.nameStart, ref.nameEnd);
          const declare = /^[A-Za-z_]\w*$/.test(name) ? declareGlobalArg(document, name) : undefined;
          const fixes: FixDraft<'rename' | 'declare'>[] = [];
          if (other) fixes.push({ title: 'rename', params: { other }, edits: [replace(at, other)] });
          if (declare) fixes.push({ title: 'declare', params: { name }, edits: [declare] });
          // Without a platform behind the flag the build stops.
          const stops = token !== from.image && fixedInFrom(document, token.text).value === '';
          const severity = stops ? 'error' : 'warning';
          ctx.report(at, other ? 'nearest' : 'undefined', { name, other: other ?? '' }, { fixes, severity });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        ARG ALPINE_VERSION=3.22
        FROM alpine:\${‹ALPINE_VERSON›}
      `,
      {
        fixed: source`
          ARG ALPINE_VERSION=3.22
          FROM alpine:\${ALPINE_VERSION}
        `,
      },
    ),
    bad('FROM --platform=$‹BUILDPLATFROM› alpine:3.22\n', { fixed: 'FROM --platform=$BUILDPLATFORM alpine:3.22\n' }),
    bad('# syntax=docker/dockerfile:1\r\n\r\n# The base\r\nFROM registry.example.com/app:$‹RELEASE›\r\n', {
      fixed:
        '# syntax=docker/dockerfile:1\r\n\r\nARG RELEASE\r\n# The base\r\nFROM registry.example.com/app:$RELEASE\r\n',
    }),
    bad(source`
      FROM alpine:3.22
      ARG RELEASE=1
      FROM registry.example.com/app:\${‹RELEASE›:-2}
    `),
    good(source`
      ARG RELEASE
      FROM --platform=$BUILDPLATFORM registry.example.com/app:\${RELEASE:-1}-$TARGETARCH
    `),
    good('FROM alpine:3.22\n'),
  ],
});
