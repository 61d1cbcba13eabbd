import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { memberAt, numberOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/container-name-scaled', {
  summary: 'Fixed container name for several containers',
  why: `Two containers cannot have the same name, so a service with a \`container_name\` cannot have more than one. Compose
refuses the project.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:container-name-scale'],
  fix: 'safe',
  reach: 'part',
  messages: { scaled: '"{name}" has {count} containers, which cannot all be named "{container}". Take the name out.' },
  fixes: { remove: 'Remove the container name' },
  on: {
    service({ service }, ctx) {
      const named = memberAt(service.value, 'container_name');
      const scale = valueAt(service.value, 'scale') ?? valueAt(service.value, 'deploy', 'replicas');
      const count = numberOf(scale);
      if (named?.value?.kind !== 'text' || named.value.text === '' || !scale || !count || count <= 1) return;
      const table = service.value?.node;
      const entry = entryOf(table, 'container_name');
      const edit =
        table?.kind === 'map' && entry && service.value && isHere(ctx, service.value) && isHere(ctx, named.place)
          ? removeEntry(ctx.text, table, entry)
          : undefined;
      const params = { name: service.name, count, container: named.value.text ?? named.value.raw };
      reportAt(ctx, named.value, 'scaled', params, {
        related: [relatedAt(ctx, scale, 'The number of containers')],
        fix: edit && { title: 'remove', edits: [edit] },
      });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            container_name: ‹web›
            scale: 2
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n    scale: 2\n' },
    ),
    bad('services:\n  web: { image: "nginx:1.29", container_name: ‹web›, deploy: { replicas: 3 } }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", deploy: { replicas: 3 } }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          container_name: web
          scale: 1
          deploy: { replicas: 1 }
        api:
          image: example/api:1
          container_name: api
          scale: \${COUNT}
    `),
  ],
});
