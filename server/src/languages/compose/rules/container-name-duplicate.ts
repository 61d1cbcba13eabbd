import { bad, good, source } from '../../../core/rule.js';
import { mayRunTogether } from '../model/profiles.js';
import type { Service } from '../model/project.js';
import { isScaledToNone } from '../model/scale.js';
import { type Text, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

interface Named {
  readonly service: Service;
  readonly name: Text;
}

export const rule: Rule = composeRule('compose/container-name-duplicate', {
  summary: 'Two services give their containers the same name',
  why: `An engine has one container of a name, so the second service does not start: "the container name is already in use".
Services whose profiles never run together may share one.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:no-duplicate-container-names'],
  fix: 'none',
  messages: { taken: 'The container of "{other}" is named "{name}" as well. Give this one another name, or none.' },
  on: {
    project(project, ctx) {
      const byName = new Map<string, Named[]>();
      for (const service of project.services.values()) {
        const name = valueAt(service.value, 'container_name');
        if (name?.kind !== 'text' || !name.text || isScaledToNone(service)) continue;
        byName.set(name.text, [...(byName.get(name.text) ?? []), { service, name }]);
      }
      for (const [name, all] of byName) {
        for (const one of all) {
          const other = all.find((two) => two !== one && mayRunTogether(one.service, two.service));
          if (!other) continue;
          const related = [relatedAt(ctx, other.name, `"${other.service.name}" has it here`)];
          reportAt(ctx, one.name, 'taken', { name, other: other.service.name }, { related });
        }
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          container_name: ‹shop›
        api:
          image: example/api:1
          container_name: ‹"shop"›
    `),
    bad('services:\n  api:\n    image: example/api:1\n    container_name: ‹shop›\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n    container_name: shop\n' },
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          container_name: web
        api:
          image: example/api:1
          container_name: api
        one:
          image: example/api:1
          container_name: \${NAME}
        two:
          image: example/api:1
          container_name: \${NAME}
    `),
    bad('services:\n  web:\n    image: nginx:1.29\n    container_name: ‹web›\n  two:\n    extends: web\n'),
    good(source`
      services:
        cpu:
          image: example/model:1
          container_name: model
          profiles: [cpu]
        gpu:
          image: example/model:1-gpu
          container_name: model
          profiles: [gpu]
    `),
  ],
});
