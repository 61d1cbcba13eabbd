import { bad, good, type Rule, source } from '../../../core/rule.js';
import { overruledRule } from '../overruled-rule.js';

export const rule: Rule = overruledRule(
  'dockerfile/multiple-entrypoint',
  'ENTRYPOINT',
  ['hadolint:DL4004', 'trivy:DS-0007'],
  [
    bad('FROM alpine:3.22\n‹ENTRYPOINT› ["a"]\n\nENTRYPOINT ["b"]\n', {
      fixed: 'FROM alpine:3.22\n\nENTRYPOINT ["b"]\n',
    }),
    good(source`
    FROM alpine:3.22 AS base
    ENTRYPOINT ["a"]
    FROM base
    ENTRYPOINT ["b"]
    CMD ["c"]
  `),
  ],
);
