import { bad, good } from '../../../core/rule.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-apk', {
  tool: 'apk',
  why: `A build of tomorrow may install other versions than one of today. Alpine keeps only the newest version of a package
in a release, though, so that an exact version stops working after a while; a pinned base image and \`~\` with a minor version
are the better way. The rule is therefore off unless you ask for it.`,
  profile: 'all',
  peers: ['hadolint:DL3018'],
  form: 'curl~8.14',
  installs: ({ manager, action }) => manager === 'apk' && action === 'add',
  isPinned: (name) => /[=~<>]/.test(name) || name.endsWith('.apk'),
  examples: [
    bad('FROM alpine:3.22\nRUN apk add --no-cache curl~8.14 ‹git›\n'),
    bad('FROM alpine:3.22\nRUN apk add --no-cache --virtual .build ‹gcc› musl-dev\n'),
    good('FROM alpine:3.22\nRUN apk add --no-cache -t .build "gcc=14.2.0-r6" \'git>2.49\' ./local.apk\n'),
    good('FROM alpine:3.22\nRUN apk add --no-cache --repository https://example.com/repo git=2.49.1-r0\n'),
    good('FROM alpine:3.22\nRUN apk del git\n'),
  ],
});
