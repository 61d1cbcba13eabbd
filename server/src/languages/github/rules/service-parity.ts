import { dirname } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { parseReference } from '../../../images/reference.js';
import { repositoryRoot } from '../kinds.js';
import { entriesOf, mapIn, scalarIn } from '../model/nodes.js';
import { compareVersions, leadingVersion } from '../model/wanted-versions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/service-parity', {
  summary: 'A service is tested in another version than Compose runs',
  why: `Where a workflow starts a service of the same name and image as the Compose file in the root of the repository, but in
another major version, the tests say nothing of what is run. Services whose version the matrix gives are left alone.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    image: 'The service "{name}" is "{image}" here and "{other}" in {file}. Test with the version that is run.',
  },
  on: {
    job({ job }, ctx) {
      const services = entriesOf(mapIn(job.map, 'services'));
      if (services.length === 0) return;
      const root = repositoryRoot(ctx.path);
      const composed = ctx.graph.definitions('service', root);
      for (const { name, value } of services) {
        const scalar = value?.kind === 'scalar' ? value : scalarIn(value, 'image');
        if (!scalar || scalar.text.includes('${{')) continue;
        const { repository, tag } = parseReference(scalar.text);
        const version = leadingVersion(tag ?? '');
        if (version === undefined) continue;
        const run = composed
          .filter((service) => service.name === name && dirname(service.path) === root)
          .flatMap(({ path }) =>
            (ctx.graph.of(path) ?? []).flatMap((fact) => {
              const isOf = fact.kind === 'image' && fact.details?.service === name && fact.name === repository;
              return isOf ? [{ path, fact, version: leadingVersion(fact.details?.tag ?? '') }] : [];
            }),
          );
        // Several Compose files may run several versions.
        if (run.length === 0 || run.some((one) => !one.version || compareVersions(one.version, version, 1) === 0))
          continue;
        const [{ path, fact } = { path: '', fact: undefined }] = run;
        if (!fact) continue;
        const params = {
          name,
          image: scalar.text,
          other: `${repository}:${fact.details?.tag}`,
          file: path.slice(path.lastIndexOf('/') + 1),
        };
        ctx.report(scalar, 'image', params, {
          related: [{ path, span: fact.span, message: 'It is run in this version' }],
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            services:
              postgres:
                image: ‹postgres:14-alpine›
                ports: ['5432:5432']
              redis: {image: redis:7}
            steps: [run: make test]
      `,
      {
        files: {
          'compose.yaml': 'services:\n  postgres:\n    image: postgres:17\n  redis: { image: "redis:7.4-alpine" }\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            strategy: {matrix: {postgres: [14, 17]}}
            services:
              postgres: {image: "postgres:\${{ matrix.postgres }}"}
              db: {image: mysql:8}
              cache: {image: redis:latest}
              other: {image: postgres:15}
            steps: [run: make test]
      `,
      {
        files: {
          'compose.yaml': source`
            services:
              postgres: { image: "postgres:17" }
              db: { image: "postgres:17" }
              cache: { image: "redis:7" }
          `,
        },
      },
    ),
  ],
});
