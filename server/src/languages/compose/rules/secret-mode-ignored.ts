import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { resourcesOf } from '../model/project.js';
import { isForSwarm } from '../model/swarm.js';
import { itemsOf, memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/secret-mode-ignored', {
  summary: 'Owner or mode of a secret that Compose ignores',
  why: `A secret or config from a file is mounted as it is on the host, with the owner and mode that it has there; Compose warns
and ignores \`uid\`, \`gid\` and \`mode\`. Set them on the file, or take the secret from an \`environment\` variable, for which
they count. Projects for \`docker stack deploy\` are left alone.`,
  category: 'correctness',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: { ignored: 'Compose ignores "{key}" of "{name}", which is a file of the host. Set it on that file.' },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    service({ service, project }, ctx) {
      if (isForSwarm(project)) return;
      for (const kind of ['secrets', 'configs'] as const) {
        for (const item of itemsOf(valueAt(service.value, kind))) {
          const name = textOf(valueAt(item, 'source')) ?? '';
          const resource = resourcesOf(project, kind).get(name)?.value;
          if (!valueAt(resource, 'file')) continue;
          const keys = ['uid', 'gid', 'mode'].filter((key) => memberAt(item, key)?.value);
          for (const key of keys) {
            const { node } = item;
            const entry = entryOf(node, key);
            const edit =
              node.kind === 'map' && entry && isHere(ctx, item) ? removeEntry(ctx.text, node, entry) : undefined;
            const place = memberAt(item, key)?.place ?? item;
            const fix = edit && ({ title: 'remove', params: { key }, edits: [edit] } as const);
            reportAt(ctx, place, 'ignored', { key, name }, { fix });
          }
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: example/db:1
            secrets:
              - source: password
                target: db
                ‹uid›: "999"
                ‹mode›: 0400
            configs:
              - { source: settings, ‹gid›: "5" }
        secrets:
          password: { file: ./password }
        configs:
          settings: { file: ./settings }
      `,
      {
        fixed: source`
          services:
            db:
              image: example/db:1
              secrets:
                - source: password
                  target: db
              configs:
                - { source: settings }
          secrets:
            password: { file: ./password }
          configs:
            settings: { file: ./settings }
        `,
      },
    ),
    good(source`
      services:
        db:
          image: example/db:1
          secrets:
            - { source: password, mode: 0400 }
            - plain
          configs:
            - { source: settings, mode: 0444 }
      secrets:
        password: { environment: PASSWORD }
        plain: { file: ./plain }
      configs:
        settings: { content: "a = 1" }
    `),
  ],
});
