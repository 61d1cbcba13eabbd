import { bad, good, source } from '../../../core/rule.js';
import { removeFlag } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';

const target = /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^{}]*)?\})$/;

export const rule: Rule = dockerfileRule('dockerfile/redundant-target-platform', {
  summary: 'FROM asks for the platform that it gets anyway',
  why: `Without \`--platform\` the builder takes the base image for the target platform, so \`--platform=$TARGETPLATFORM\`
changes nothing. It only makes readers look for a reason.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:RedundantTargetPlatform', 'hadolint:DL3065'],
  fix: 'safe',
  reach: 'part',
  messages: { redundant: 'FROM takes the target platform by itself. Remove "{flag}".' },
  fixes: { remove: 'Remove "{flag}"' },
  on: {
    FROM(from, ctx) {
      const { document } = ctx;
      // An ARG of that name with a value of its own is another platform.
      const changed = document.globals.some((arg) =>
        arg.pairs.some(({ key, value }) => key.text === 'TARGETPLATFORM' && value !== undefined),
      );
      if (changed) return;
      for (const flag of from.flags) {
        if (flag.name.text !== 'platform' || !target.test(flag.value?.text ?? '')) continue;
        const params = { flag: `--platform=${flag.value?.text}` };
        ctx.report(flag, 'redundant', params, { fix: { title: 'remove', edits: [removeFlag(document, flag)] } });
      }
    },
  },
  examples: [
    bad('FROM ‹--platform=$TARGETPLATFORM› alpine:3.22\n', { fixed: 'FROM alpine:3.22\n' }),
    bad('FROM ‹--platform="${TARGETPLATFORM}"› \\\r\n  alpine:3.22\r\n', { fixed: 'FROM \\\r\n  alpine:3.22\r\n' }),
    good('FROM --platform=$BUILDPLATFORM alpine:3.22\n'),
    good(source`
      ARG TARGETPLATFORM=linux/arm64
      FROM --platform=$TARGETPLATFORM alpine:3.22
    `),
    good('FROM --platform=$TARGETOS/$TARGETARCH alpine:3.22\n'),
  ],
});
