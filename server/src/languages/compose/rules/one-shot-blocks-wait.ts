import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { isContainer, looksLikeJob } from '../model/containers.js';
import { type Dependency, dependenciesOf } from '../model/dependencies.js';
import { profilesOf } from '../model/profiles.js';
import type { Service } from '../model/project.js';
import { isScaledToNone } from '../model/scale.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const completed = 'service_completed_successfully';

export const rule: Rule = composeRule('compose/one-shot-blocks-wait', {
  summary: 'A job that nothing waits for fails "up --wait"',
  why: `\`docker compose up --wait\` takes a container that has ended for a failure, even one that ended well, unless another
service depends on its end with \`condition: service_completed_successfully\`. What migrates or seeds a database should be
waited for anyway. Named after what its name or command says it does.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unwaited:
      '"{service}" seems to do one thing and end, and nothing depends on its end: "up --wait" fails. Depend on it with "service_completed_successfully".',
  },
  fixes: { wait: 'Let "{other}" wait for its end' },
  on: {
    project(project, ctx) {
      const waits = new Map<string, { readonly by: Service; readonly dependency: Dependency }[]>();
      for (const by of project.services.values())
        for (const dependency of dependenciesOf(by))
          waits.set(dependency.name, [...(waits.get(dependency.name) ?? []), { by, dependency }]);
      for (const service of project.services.values()) {
        if (!looksLikeJob(service) || !isContainer(service, project) || isScaledToNone(service)) continue;
        const restart = textOf(valueAt(service.value, 'restart')) ?? 'no';
        if (profilesOf(service).length > 0 || !/^(?:no|on-failure(?::\d+)?)$/.test(restart)) continue;
        // What answers requests, or is asked whether it is well, goes on.
        if (['ports', 'expose', 'healthcheck'].some((key) => valueAt(service.value, key))) continue;
        const all = waits.get(service.name) ?? [];
        if (all.some(({ dependency }) => dependency.condition === completed || dependency.condition === undefined))
          continue;
        const first = all.find(({ dependency: { conditionText } }) => conditionText && isHere(ctx, conditionText));
        const text = first?.dependency.conditionText;
        const edits = text && text.raw === text.text ? [replaceScalar(text.node, completed)] : undefined;
        const fix = edits && ({ title: 'wait', params: { other: first?.by.name ?? '' }, edits } as const);
        reportAt(ctx, service.place, 'unwaited', { service: service.name }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            depends_on:
              migrate:
                condition: service_started
          ‹migrate›:
            image: example/web:1
            command: ./manage.py migrate
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              depends_on:
                migrate:
                  condition: service_completed_successfully
            migrate:
              image: example/web:1
              command: ./manage.py migrate
        `,
      },
    ),
    bad('services:\n  ‹db-seed›:\n    image: example/web:1\n    restart: on-failure\n'),
    good(source`
      services:
        web:
          image: example/web:1
          command: sh -c "./manage.py migrate && ./manage.py serve"
          depends_on:
            migrate: { condition: service_completed_successfully }
        migrate:
          image: example/web:1
        seed:
          image: example/web:1
          profiles: [tools]
        init-server:
          image: example/init:1
          ports: ["8080:80"]
        setup:
          image: example/setup:1
          restart: always
    `),
  ],
});
