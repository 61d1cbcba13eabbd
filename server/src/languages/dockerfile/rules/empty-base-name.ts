import { replace, type TextEdit } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good } from '../../../core/rule.js';
import { fixedInFrom, globalArguments } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/empty-base-name', {
  summary: 'Base image that is an unset variable',
  why: `The name of the image is a variable that nothing sets, so it is empty and the build stops. Declare it with a default
before the first FROM, or give a default in place: \`\${BASE:-alpine}\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:BASE_NAME_EMPTY', 'buildkit:UndefinedArgInFrom'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    empty: 'Nothing sets "{name}" before this FROM, so the name of the image is empty.',
    blank: 'The name of the image is empty. Name an image, or "scratch" for nothing.',
  },
  fixes: { default: 'Give a default in place', rename: 'Use "{other}"' },
  on: {
    FROM({ image }, ctx) {
      if (!image) return;
      const { refs, value } = fixedInFrom(ctx.document, image.text);
      const [ref, ...more] = refs;
      if (value !== '') return;
      if (!ref) {
        ctx.report(image, 'blank', {}, { aliases: [] });
        return;
      }
      const globals = ctx.document.globals.flatMap((arg) => arg.pairs.map((pair) => pair.key.text));
      const other = nearest(ref.name, [...globals, ...globalArguments]);
      const place = (text: string): TextEdit[] => [replace(image, text)];
      ctx.report(
        image,
        'empty',
        { name: ref.name },
        {
          aliases: ref.operator === undefined ? rule.peers : rule.peers.slice(0, 1),
          fixes:
            more.length > 0
              ? []
              : [
                  ...(other ? [{ title: 'rename' as const, params: { other }, edits: place(`\${${other}}`) }] : []),
                  { title: 'default', edits: place(`\${${ref.name}:-scratch}`) },
                ],
        },
      );
    },
  },
  examples: [
    bad('FROM ‹$BASE›\n', { fixed: 'FROM ${BASE:-scratch}\n' }),
    bad('FROM alpine:3.22\nARG BASE=debian:12\nFROM ‹${BASE:-}›\n', {
      fixed: 'FROM alpine:3.22\nARG BASE=debian:12\nFROM ${BASE:-scratch}\n',
    }),
    bad('ARG BASE_IMAGE=alpine:3.22\nFROM ‹$BASE_IMGE›\n', {
      fixed: 'ARG BASE_IMAGE=alpine:3.22\nFROM ${BASE_IMAGE}\n',
    }),
    bad('FROM ‹${BASE:-${IMAGE}}›\n'),
    bad('FROM ‹""›\n'),
    good('ARG BASE=alpine:3.22\nFROM $BASE\n'),
    good('ARG BASE\nFROM $BASE\n'),
    good('FROM ${BASE:-alpine:3.22}\nFROM $TARGETARCH\nFROM alpine:$TAG\n'),
  ],
});
