import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedSuppressionRule } from '../../../core/unused.js';

export const rule: Rule = unusedSuppressionRule('dockerfile', [
  bad(
    source`
      # platform-builder: ignore[‹dockerfile/untagged-image›] pinned elsewhere
      FROM debian:12-slim
    `,
    { fixed: 'FROM debian:12-slim\n' },
  ),
  bad(
    source`
      # hadolint ignore=‹DL3007›,DL3006
      FROM debian
    `,
    {
      fixed: source`
        # hadolint ignore=DL3006
        FROM debian
      `,
    },
  ),
  bad(
    source`
      # hadolint global ignore = DL3006 , ‹DL3021›
      FROM debian
    `,
    {
      fixed: source`
        # hadolint global ignore = DL3006
        FROM debian
      `,
    },
  ),
  good(source`
    # platform-builder: ignore[dockerfile/untagged-image] the registry keeps one tag only
    FROM debian
  `),
  good(source`
    # hadolint global ignore=DL3006
    FROM debian
  `),
]);
