import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/port-sexagesimal', {
  summary: 'Port that some YAML readers take for a number to base 60',
  why: `YAML 1.1 has numbers to base 60, so \`22:22\` without quotes is 1342. Compose reads YAML 1.2, but podman-compose and
docker-compose 1 do not, and publish a port that nobody wrote. Quote such ports.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:require-quotes-in-ports'],
  fix: 'safe',
  reach: 'part',
  messages: {
    base60: 'Some tools read {port} without quotes as the number {number}. Quote it.',
  },
  fixes: { quote: 'Quote {port}' },
  on: {
    scalar({ scalar, path }, ctx) {
      const port = scalar.text;
      if (scalar.style !== 'plain' || scalar.tag || path.length !== 4 || path[0] !== 'services' || path[2] !== 'ports')
        return;
      if (!/^[1-9][0-9_]*(?::[0-5]?[0-9])+$/.test(port)) return;
      const number = port.split(':').reduce((sum, part) => sum * 60 + Number(part.replaceAll('_', '')), 0);
      const span = { start: scalar.contentStart, end: scalar.contentStart + port.length };
      const fix = { title: 'quote' as const, params: { port }, edits: [replace(span, `"${port}"`)] };
      ctx.report(span, 'base60', { port, number: `${number}` }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ssh:
            image: example/ssh:1
            ports:
              - ‹22:22› # for the admins
          mail:
            image: example/mail:1
            ports: [‹2525:25›, "587:587"]
      `,
      {
        fixed: source`
          services:
            ssh:
              image: example/ssh:1
              ports:
                - "22:22" # for the admins
            mail:
              image: example/mail:1
              ports: ["2525:25", "587:587"]
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          ports:
            - 8080:80
            - "22:22"
            - 127.0.0.1:22:22
            - 22:22/tcp
            - 80
    `),
  ],
});
