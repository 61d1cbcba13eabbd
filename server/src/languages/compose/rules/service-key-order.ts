import { bad, good, option, source } from '../../../core/rule.js';
import { keyText } from '../../../yaml/values.js';
import { alphabetical, disorderIn } from '../model/order.js';
import { composeRule, type Rule } from '../rule.js';

/** As dclint calls them, so that its settings hold. */
const groups = {
  'Core Definitions': 'image, build, container_name',
  'Service Dependencies': 'depends_on',
  'Data Management and Configuration': 'volumes, volumes_from, configs, secrets',
  'Environment Configuration': 'environment, env_file',
  Networking: 'ports, networks, network_mode, extra_hosts',
  'Runtime Behavior': 'command, entrypoint, working_dir, restart, healthcheck',
  'Operational Metadata': 'logging, labels',
  'Security and Execution Context': 'user, isolation',
};

export const rule: Rule = composeRule('compose/service-key-order', {
  summary: 'The attributes of a service are not in the usual order',
  why: `Where every service says the same things in the same order, one can read down a file: what it is, what it needs, where its
data are, how it is reached, how it runs. Attributes of no group follow in alphabetical order; \`<<\` may stand anywhere.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:service-keys-order'],
  fix: 'safe',
  reach: 'part',
  options: {
    groups: option.map(
      groups,
      'The attributes of each group, in order, with commas between. Groups that are not given stay as they are.',
    ),
    groupOrder: option.strings(Object.keys(groups), 'The groups, in order.'),
  },
  messages: { order: '"{key}" belongs before "{before}". Sort the attributes of "{service}".' },
  fixes: { sort: 'Sort the attributes of "{service}"' },
  on: {
    map({ map, path }, ctx) {
      const [section, service] = path;
      if (path.length !== 2 || section !== 'services') return;
      const given: Readonly<Record<string, string>> = { ...groups, ...ctx.options.groups };
      const order = ctx.options.groupOrder.flatMap((group) => (given[group] ?? '').split(',').map((key) => key.trim()));
      const rank = new Map(order.map((key, i) => [key, i]));
      const rankOf = (key: string): number => (key === '<<' ? -1 : (rank.get(key) ?? order.length));
      const found = disorderIn(
        ctx,
        map,
        (part) => ('colon' in part ? keyText(part) : undefined),
        (a, b) => rankOf(a) - rankOf(b) || (rankOf(a) === order.length ? alphabetical(a, b) : 0),
      );
      if (!found || found.name === '<<') return;
      const { span, name, before, edits } = found;
      const params = { key: name, before, service: String(service) };
      ctx.report(span, 'order', params, { fix: edits && { title: 'sort', params, edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            restart: always
            # as in production
            ‹image›: nginx:1.29
            ports: ["80:80"]
            annotations: { a: b }
            volumes:
              - ./data:/data
      `,
      {
        fixed: source`
          services:
            web:
              # as in production
              image: nginx:1.29
              volumes:
                - ./data:/data
              ports: ["80:80"]
              restart: always
              annotations: { a: b }
        `,
      },
    ),
    bad('services:\n  web:\n    image: nginx:1.29\n    ‹restart›: always\n', {
      options: { groups: { first: 'restart' }, groupOrder: ['first'] },
      fixed: 'services:\n  web:\n    restart: always\n    image: nginx:1.29\n',
    }),
    good(source`
      services:
        web:
          <<: *base
          image: nginx:1.29
          volumes: ["./data:/data"]
          environment: { A: b }
          ports: ["80:80"]
          annotations: { a: b }
          cpus: 1
    `),
  ],
});
