import { bad, good, type Rule, source } from '../../../core/rule.js';
import { overruledRule } from '../overruled-rule.js';

export const rule: Rule = overruledRule(
  'dockerfile/multiple-healthcheck',
  'HEALTHCHECK',
  ['hadolint:DL3012', 'trivy:DS-0023'],
  [
    bad('FROM alpine:3.22\n‹HEALTHCHECK› NONE\n# Is it up?\nHEALTHCHECK CMD ["a"]', {
      fixed: 'FROM alpine:3.22\n# Is it up?\nHEALTHCHECK CMD ["a"]',
    }),
    good(source`
    FROM alpine:3.22 AS base
    HEALTHCHECK CMD ["a"]
    FROM base
    HEALTHCHECK NONE
  `),
  ],
);
