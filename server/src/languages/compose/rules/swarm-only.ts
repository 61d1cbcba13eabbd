import { bad, good, source } from '../../../core/rule.js';
import { isForSwarm } from '../model/swarm.js';
import { memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const keys = ['update_config', 'rollback_config', 'placement', 'endpoint_mode'] as const;

export const rule: Rule = composeRule('compose/swarm-only', {
  summary: 'Settings that only Swarm follows',
  why: `Compose reads \`update_config\`, \`rollback_config\`, \`placement\`, \`endpoint_mode\` and the mode \`global\` and does
nothing with them: containers are replaced and placed as without. They count in \`docker stack deploy\`; a file whose name or
comments say that it is for that is left alone, and so is a project with an overlay network.`,
  category: 'correctness',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    key: 'Compose does nothing with "{key}" of "{service}"; only Swarm does.',
    mode: 'Compose does nothing with the mode "{mode}" of "{service}"; only Swarm does.',
  },
  on: {
    service({ service, project }, ctx) {
      if (isForSwarm(project)) return;
      const deploy = valueAt(service.value, 'deploy');
      for (const key of keys) {
        const member = memberAt(deploy, key);
        if (member?.value) reportAt(ctx, member.place, 'key', { key, service: service.name });
      }
      const mode = valueAt(deploy, 'mode');
      const name = textOf(mode);
      if (mode && name?.startsWith('global')) reportAt(ctx, mode, 'mode', { mode: name, service: service.name });
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          deploy:
            mode: ‹global›
            ‹placement›:
              constraints: [node.role == manager]
            ‹update_config›: { parallelism: 1 }
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          deploy:
            mode: replicated
            replicas: 2
            resources:
              limits: { memory: 1g }
    `),
    good(
      '# docker stack deploy -c compose.yaml shop\nservices:\n  web:\n    image: nginx:1.29\n    deploy: { mode: global }\n',
    ),
    good('services:\n  web:\n    image: nginx:1.29\n    deploy: { endpoint_mode: vip }\n', {
      path: 'swarm.compose.yml',
    }),
  ],
});
