import { replace, type TextEdit } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { isAddress, readShortPort } from '../model/ports.js';
import { itemsOf, numberOf, type Place, placeWithin, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/port-syntax', {
  summary: 'Port that Compose cannot read',
  why: `A port is written \`[[IP:][HOST:]]CONTAINER[/PROTOCOL]\`, with numbers up to 65535 or ranges such as
\`8000-8010\`. A range of the container needs one of the same length at the host. The protocol is tcp, udp or sctp, and
IPv6 addresses are written in brackets.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:port'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    empty: '"{port}" names no port of the container. Write "HOST:CONTAINER" or "CONTAINER".',
    number: '"{subject}" is not a port number.',
    tooLarge: '"{subject}" is not a port, as the highest is 65535.',
    protocol: '"{subject}" is not a protocol. Write tcp, udp or sctp.',
    range: 'The range "{subject}" does not fit: both ends in order, and as many ports at the host as in the container.',
    address: '"{subject}" is not an IP address, and host names are not allowed here.',
    fields: '"{subject}" is not an IP address. A port has at most three parts: IP:HOST:CONTAINER.',
  },
  fixes: { protocol: 'Change to "{protocol}"', loopback: 'Write 127.0.0.1' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        if (item.kind === 'table') {
          const host = valueAt(item, 'host_ip');
          const address = textOf(host);
          if (host && address && (address.startsWith('[') || !isAddress(address)))
            reportAt(ctx, host, 'address', { subject: address });
          for (const key of ['target', 'published']) {
            const port = valueAt(item, key);
            const number = numberOf(port);
            if (port && number !== undefined && number > 65_535)
              reportAt(ctx, port, 'tooLarge', { subject: `${number}` }, { severity: 'warning', aliases: [] });
          }
          continue;
        }
        if (item.kind !== 'text' || item.text === undefined) continue;
        const port = readShortPort(item.text);
        if (!('kind' in port)) continue;
        const { kind, subject, start, end } = port;
        const exact = item.text === item.raw;
        const place: Place = exact && end > start ? placeWithin(item, start, end) : item;
        const message = kind === 'too-large' ? 'tooLarge' : kind;
        const fix = exact && isHere(ctx, place) ? fixOf(kind, subject, place) : undefined;
        reportAt(
          ctx,
          place,
          message,
          { subject, port: item.text },
          {
            fix,
            // Some engines read this.
            ...(kind === 'fields' && isAddress(subject) && { severity: 'warning' }),
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ports:
              - "‹localhost›:8080:80"
              - "8080:‹http›"
              - "‹70000›:80"
              - "8080:80/‹tpc›"
              - "‹8000-8001:80-90›"
              - "‹1:x›:8080:80"
              - "‹8080:›"
              - { host_ip: ‹localhost›, target: 80 }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports:
                - "127.0.0.1:8080:80"
                - "8080:http"
                - "70000:80"
                - "8080:80/tcp"
                - "8000-8001:80-90"
                - "1:x:8080:80"
                - "8080:"
                - { host_ip: localhost, target: 80 }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports:
            - 80
            - "8080:80/UDP"
            - "127.0.0.1::80"
            - ":81"
            - "82/"
            - "[::1]:8080:80"
            - "8000-8010:80"
            - "9000-9010:9000-9010/sctp"
            - "\${PORT}:80"
            - { host_ip: "::1", target: 80, published: "8000-8010" }
    `),
  ],
});

function fixOf(kind: string, subject: string, place: Place) {
  const one = (title: 'protocol' | 'loopback', text: string, protocol = '') => {
    const edits: readonly TextEdit[] = [replace(place.span, text)];
    return { title, params: { protocol }, edits };
  };
  if (kind === 'address' && subject === 'localhost') return one('loopback', '127.0.0.1');
  if (kind !== 'protocol') return undefined;
  const near = nearest(subject.toLowerCase(), ['tcp', 'udp', 'sctp'], 2);
  return near === undefined ? undefined : one('protocol', near, near);
}
