import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedSuppressionRule } from '../../../core/unused.js';

export const rule: Rule = unusedSuppressionRule('compose', [
  bad(
    source`
      services:
        web:
          image: nginx:1.29
          ports:
            # platform-builder: ignore[‹compose/host-port-collision›] moved since
            - "8080:80"
    `,
    {
      fixed: source`
        services:
          web:
            image: nginx:1.29
            ports:
              - "8080:80"
      `,
    },
  ),
  bad(
    source`
      # kics-scan disable=‹ae5b6871-7f45-42e0-bb4c-ab300c4d2026›
      services:
        web:
          image: nginx:1.29
    `,
    {
      fixed: source`
        services:
          web:
            image: nginx:1.29
      `,
    },
  ),
  good(source`
    services:
      web:
        image: nginx:1.29
        ports:
          - "8080:80"
      api:
        image: example/api:1
        ports:
          # dclint disable-line no-duplicate-exported-ports
          - "8080:3000"
          - "8080:80" # platform-builder: ignore[compose/host-port-collision] one at a time
  `),
]);
