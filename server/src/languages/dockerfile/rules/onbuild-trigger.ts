import { bad, good } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/onbuild-trigger', {
  summary: 'Instruction that ONBUILD cannot trigger',
  why: `ONBUILD keeps an instruction for builds that start from this image. It cannot be ONBUILD itself, FROM or MAINTAINER.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'hadolint:DL3043',
    'dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED',
    'dockerfile-utils:ONBUILD_CHAINING_DISALLOWED',
    'buildkit:instruction-error',
  ],
  fix: 'none',
  reach: 'part',
  messages: { trigger: 'ONBUILD cannot trigger {keyword}.' },
  on: {
    ONBUILD({ instruction }, ctx) {
      const kind = instruction?.kind;
      if (!instruction || (kind !== 'ONBUILD' && kind !== 'FROM' && kind !== 'MAINTAINER')) return;
      const other = `dockerfile-utils:ONBUILD_${kind === 'ONBUILD' ? 'TRIGGER' : 'CHAINING'}_DISALLOWED`;
      const aliases = rule.peers.filter((peer) => peer !== other);
      ctx.report(instruction.keyword, 'trigger', { keyword: kind }, { aliases });
    },
  },
  examples: [
    bad('FROM alpine:3.22\nONBUILD ‹FROM› debian:12\n'),
    bad('FROM alpine:3.22\nONBUILD ‹onbuild› RUN ls\n'),
    bad('FROM alpine:3.22\nONBUILD ‹MAINTAINER› someone\n'),
    good('FROM alpine:3.22\nONBUILD RUN ls\nONBUILD COPY . /app\n'),
  ],
});
