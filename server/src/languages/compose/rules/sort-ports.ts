import { bad, good, source } from '../../../core/rule.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import { disorderIn, numerical } from '../model/order.js';
import { readShortPort } from '../model/ports.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/sort-ports', {
  summary: 'Ports are not in order',
  why: `Ports in the order of the host's numbers show at a glance which are taken.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['dclint:service-ports-alphabetical-order'],
  fix: 'safe',
  reach: 'part',
  messages: { order: 'Port {port} belongs before {before}. Sort the ports.' },
  fixes: { sort: 'Sort the ports' },
  on: {
    map({ map, path }, ctx) {
      if (path.length !== 2 || path[0] !== 'services') return;
      const ports = entryOf(map, 'ports')?.value;
      if (ports?.kind !== 'seq') return;
      const found = disorderIn(ctx, ports, (part) => published(part.value), numerical);
      if (!found) return;
      const { span, name, before, edits } = found;
      ctx.report(span, 'order', { port: name, before }, { fix: edits && { title: 'sort', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ports:
              - "8080:80" # the site
              - ‹"127.0.0.1:443:443"›
              - target: 9000
                published: 90
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports:
                - target: 9000
                  published: 90
                - "127.0.0.1:443:443"
                - "8080:80" # the site
        `,
      },
    ),
    bad('services:\n  web:\n    image: nginx:1.29\n    ports: ["81", ‹"80"›]\n', {
      fixed: 'services:\n  web:\n    image: nginx:1.29\n    ports: ["80", "81"]\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: ["80:8080", "127.0.0.1:443:8443", "8000-8010:8000-8010", "10000:80"]
    `),
  ],
});

/** What a port is sorted by: that of the host, else that of the container. */
function published(port: YamlNode | undefined): string | undefined {
  if (port?.kind === 'map') {
    const value = (entryOf(port, 'published') ?? entryOf(port, 'target'))?.value;
    return value?.kind === 'scalar' ? value.text : undefined;
  }
  if (port?.kind !== 'scalar') return undefined;
  const short = readShortPort(port.text);
  if ('kind' in short) return port.text.replace(/:[^:]*$/, '');
  return (short.host ?? short.container).filter((one, i, all) => one !== all[i - 1]).join('-');
}
