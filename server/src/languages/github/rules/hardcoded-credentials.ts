import { bad, good, source } from '../../../core/rule.js';
import { embedded } from '../../../expr/find.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { isEmpty } from '../../../yaml/values.js';
import { entriesOf, mapIn, scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/hardcoded-credentials', {
  summary: 'The password of a container registry is written into the workflow',
  why: `Everyone who can read the repository reads the password, and it stays in the history after it was taken out.
Store it as a secret of the repository or of an environment, and write \`\${{ secrets.NAME }}\` here. Change the password,
as it has to count as known.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:credentials', 'zizmor:hardcoded-container-credentials'],
  fix: 'none',
  reach: 'part',
  messages: {
    container: "The password for the container's registry is written in the workflow. Take it from a secret.",
    service: 'The password for the registry of service "{service}" is written in the workflow. Take it from a secret.',
  },
  on: {
    job({ job }, ctx) {
      const written = passwordIn(mapIn(job.map, 'container'));
      if (written) ctx.report(written, 'container', {}, { tags: ['secret'] });
      const seen = new Set([written]);
      for (const { name, value } of entriesOf(mapIn(job.map, 'services'))) {
        const password = value?.kind === 'map' ? passwordIn(value) : undefined;
        // One that several services share by an alias is reported once.
        if (!password || seen.has(password)) continue;
        seen.add(password);
        ctx.report(password, 'service', { service: name }, { tags: ['secret'] });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          container:
            image: registry.example.com/app
            credentials:
              username: ci
              password: ‹hunter2›
          services:
            db:
              image: registry.example.com/db
              credentials: { username: ci, password: ‹"pre-\${{ secrets.PART }}"› }
          steps: [run: make test]
    `),
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          services:
            db:
              image: registry.example.com/db
              credentials: &login
                username: ci
                password: ‹hunter2›
            cache:
              image: registry.example.com/cache
              credentials: *login
          steps: [run: make test]
    `),
    good(source`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          container:
            image: registry.example.com/app
            credentials:
              username: ci
              password: \${{ secrets.REGISTRY_PASSWORD }}
          services:
            db:
              image: postgres:18
              env: { POSTGRES_PASSWORD: test }
            cache:
              image: registry.example.com/cache
              credentials: \${{ fromJSON(secrets.LOGIN) }}
          steps: [run: make test]
    `),
  ],
});

/** A password that is not given by one expression. */
function passwordIn(container: YamlMap | undefined): YamlScalar | undefined {
  const password = scalarIn(container, 'credentials', 'password');
  if (!password || isEmpty(password) || password.text === '') return undefined;
  const text = password.text.trim();
  const [only, ...others] = embedded(text);
  const isGiven = only && others.length === 0 && only.outer.start === 0 && only.outer.end === text.length;
  return isGiven ? undefined : password;
}
