import { bad, good, type Rule, source } from '../../../core/rule.js';
import { overruledRule } from '../overruled-rule.js';

export const rule: Rule = overruledRule(
  'dockerfile/multiple-cmd',
  'CMD',
  ['hadolint:DL4003', 'trivy:DS-0016'],
  [
    bad('FROM alpine:3.22\r\n‹CMD› ["a", \\\r\n  "b"]\r\nUSER 1\r\n‹cmd› ["c"]\r\nCMD ["d"]\r\n', {
      fixed: 'FROM alpine:3.22\r\nUSER 1\r\nCMD ["d"]\r\n',
    }),
    bad('FROM alpine:3.22\n‹CMD› ["a", \\\n  # Why\n  "b"]\nCMD ["d"]\n', {
      fixed: 'FROM alpine:3.22\nCMD ["a", \\\n  # Why\n  "b"]\nCMD ["d"]\n',
    }),
    good(source`
    FROM alpine:3.22 AS base
    CMD ["a"]
    FROM base
    ONBUILD CMD ["b"]
    CMD ["c"]
  `),
  ],
);
